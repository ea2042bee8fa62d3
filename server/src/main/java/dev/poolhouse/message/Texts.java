package dev.poolhouse.message;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.trigger.CustomMessage;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DefaultEmailOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailMfaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageTemplateType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SmsMfaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerificationMessageTemplateType;

/// The texts of a pool before their placeholders are filled: what its configuration says, else the
/// service's default.
///
/// Source: API reference of `VerificationMessageTemplateType`, `MessageTemplateType`,
/// `SmsMfaConfigType` and `EmailMfaConfigType`; recorded messages for the defaults. The defaults of
/// the link form and of the e-mail with a sign-in code are (unsure).
///
/// @param subject subject line; empty for SMS
/// @param body text with placeholders
record Texts(String subject, String body) {
  private static final String VERIFICATION = "Your verification code is {####}. ";
  private static final String VERIFICATION_SUBJECT = "Your verification code";
  private static final String LINK =
      "Please click the link below to verify your email address. {##Click Here##} ";
  private static final String LINK_SUBJECT = "Your verification link";
  private static final String INVITATION =
      "Your username is {username} and temporary password is {####}. ";
  private static final String WELCOME = "Your username is {username}. ";
  private static final String INVITATION_SUBJECT = "Your temporary password";
  private static final String AUTHENTICATION = "Your authentication code is {####}. ";
  private static final String AUTHENTICATION_SUBJECT = "Your authentication code";

  /// The texts of a message with that purpose.
  ///
  /// @param link whether the pool's link form is meant, see [#confirmsWithLink]
  static Texts of(Pool pool, Message.Medium medium, Message.Purpose purpose, boolean link) {
    return switch (purpose) {
      case SIGN_UP, RESEND_CODE, FORGOT_PASSWORD, UPDATE_USER_ATTRIBUTE, VERIFY_USER_ATTRIBUTE ->
          link ? link(pool) : verification(pool, medium);
      case ADMIN_CREATE_USER -> invitation(pool, medium, INVITATION);
      case AUTHENTICATION -> authentication(pool, medium);
      case ACCOUNT_TAKEOVER -> throw new IllegalArgumentException("a notice brings its own text");
    };
  }

  /// The same, with what a function wrote in their place.
  Texts replacedBy(CustomMessage.Written written, Message.Medium medium) {
    return switch (medium) {
      case EMAIL -> new Texts(written.subject().orElse(subject), written.email().orElse(body));
      case SMS -> new Texts(subject, written.sms().orElse(body));
    };
  }

  /// Whether the pool confirms a new user's e-mail address by a link. A password reset needs a code
  /// to type, and so does a changed attribute (unsure): the link's page only confirms new users.
  static boolean confirmsWithLink(Pool pool, Message.Medium medium, Message.Purpose purpose) {
    VerificationMessageTemplateType template = template(pool);
    return medium == Message.Medium.EMAIL
        && (purpose == Message.Purpose.SIGN_UP || purpose == Message.Purpose.RESEND_CODE)
        && template.defaultEmailOption() == DefaultEmailOptionType.CONFIRM_WITH_LINK;
  }

  /// The texts for a new user who needs no temporary password; the default is ours.
  static Texts welcome(Pool pool, Message.Medium medium) {
    return invitation(pool, medium, WELCOME);
  }

  /// The link placeholder of the pool's template, as functions are shown it: `{##Click Here##}`.
  ///
  /// Source: triggers reference §4.8 (recorded).
  static String linkPlaceholder(Pool pool) {
    String body = link(pool).body();
    int start = body.indexOf(Placeholders.LINK_START);
    int end = start < 0 ? -1 : body.indexOf(Placeholders.LINK_END, start);
    return end < 0
        ? "{##Click Here##}"
        : body.substring(start, end + Placeholders.LINK_END.length());
  }

  private static Texts link(Pool pool) {
    VerificationMessageTemplateType template = template(pool);
    return new Texts(
        Optional.ofNullable(template.emailSubjectByLink()).orElse(LINK_SUBJECT),
        Optional.ofNullable(template.emailMessageByLink()).orElse(LINK));
  }

  private static Texts verification(Pool pool, Message.Medium medium) {
    VerificationMessageTemplateType template = template(pool);
    return switch (medium) {
      case EMAIL ->
          new Texts(
              Optional.ofNullable(template.emailSubject())
                  .or(() -> Optional.ofNullable(pool.document().emailVerificationSubject()))
                  .orElse(VERIFICATION_SUBJECT),
              Optional.ofNullable(template.emailMessage())
                  .or(() -> Optional.ofNullable(pool.document().emailVerificationMessage()))
                  .orElse(VERIFICATION));
      case SMS ->
          sms(
              Optional.ofNullable(template.smsMessage())
                  .or(() -> Optional.ofNullable(pool.document().smsVerificationMessage()))
                  .orElse(VERIFICATION));
    };
  }

  private static Texts invitation(Pool pool, Message.Medium medium, String byDefault) {
    MessageTemplateType template =
        Optional.ofNullable(pool.document().adminCreateUserConfig())
            .map(AdminCreateUserConfigType::inviteMessageTemplate)
            .orElseGet(() -> MessageTemplateType.builder().build());
    return switch (medium) {
      case EMAIL ->
          new Texts(
              Optional.ofNullable(template.emailSubject()).orElse(INVITATION_SUBJECT),
              Optional.ofNullable(template.emailMessage()).orElse(byDefault));
      case SMS -> sms(Optional.ofNullable(template.smsMessage()).orElse(byDefault));
    };
  }

  private static Texts authentication(Pool pool, Message.Medium medium) {
    Optional<EmailMfaConfigType> email = Optional.ofNullable(pool.mfa().emailMfaConfiguration());
    return switch (medium) {
      case EMAIL ->
          new Texts(
              email.map(EmailMfaConfigType::subject).orElse(AUTHENTICATION_SUBJECT),
              email.map(EmailMfaConfigType::message).orElse(AUTHENTICATION));
      case SMS ->
          sms(
              Optional.ofNullable(pool.mfa().smsMfaConfiguration())
                  .map(SmsMfaConfigType::smsAuthenticationMessage)
                  .or(() -> Optional.ofNullable(pool.document().smsAuthenticationMessage()))
                  .orElse(AUTHENTICATION));
    };
  }

  private static Texts sms(String body) {
    return new Texts("", body);
  }

  private static VerificationMessageTemplateType template(Pool pool) {
    return Optional.ofNullable(pool.document().verificationMessageTemplate())
        .orElseGet(() -> VerificationMessageTemplateType.builder().build());
  }
}
