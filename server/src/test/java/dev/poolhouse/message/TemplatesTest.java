package dev.poolhouse.message;

import static dev.poolhouse.message.Message.Medium.EMAIL;
import static dev.poolhouse.message.Message.Medium.SMS;
import static dev.poolhouse.message.Message.Purpose.ADMIN_CREATE_USER;
import static dev.poolhouse.message.Message.Purpose.AUTHENTICATION;
import static dev.poolhouse.message.Message.Purpose.FORGOT_PASSWORD;
import static dev.poolhouse.message.Message.Purpose.RESEND_CODE;
import static dev.poolhouse.message.Message.Purpose.SIGN_UP;
import static dev.poolhouse.message.Message.Purpose.UPDATE_USER_ATTRIBUTE;
import static dev.poolhouse.message.Message.Purpose.VERIFY_USER_ATTRIBUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.message.Message.Medium;
import dev.poolhouse.message.Message.Purpose;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.trigger.Occasion;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DefaultEmailOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerificationMessageTemplateType;

/// Proves which text each purpose takes from where, and what is filled in how.
final class TemplatesTest {
  private static final String URL = "http://localhost:7665";
  private static final Templates TEMPLATES = new Templates(() -> URL, new Ids(new SecureRandom()));

  private static final Pool PLAIN = TestMessages.pool(pool -> pool, mfa -> mfa);

  private static final Pool CUSTOM =
      TestMessages.pool(
          pool ->
              pool.verificationMessageTemplate(
                      template ->
                          template
                              .emailSubject("Verify")
                              .emailMessage("<b>{####}</b> for you")
                              .smsMessage("Verify {####}")
                              .emailMessageByLink("Press {##here & now##}, or {##there##}")
                              .emailSubjectByLink("Press"))
                  .emailVerificationSubject("older subject")
                  .emailVerificationMessage("older {####}")
                  .smsVerificationMessage("older {####}")
                  .smsAuthenticationMessage("older {####}")
                  .adminCreateUserConfig(
                      admin ->
                          admin.inviteMessageTemplate(
                              invite ->
                                  invite
                                      .emailSubject("Welcome")
                                      .emailMessage("Hello {username}: {####} ({####})")
                                      .smsMessage("Hi {username} {####}"))),
          mfa ->
              mfa.smsMfaConfiguration(sms -> sms.smsAuthenticationMessage("Sign in {####}"))
                  .emailMfaConfiguration(
                      email -> email.subject("Sign in").message("Type {####} {username}")));

  private static final Pool OLDER =
      TestMessages.pool(
          pool ->
              pool.emailVerificationSubject("Older")
                  .emailVerificationMessage("Older {####}")
                  .smsVerificationMessage("Older SMS {####}")
                  .smsAuthenticationMessage("Older sign-in {####}"),
          mfa -> mfa);

  private static final Pool LINK = withLink(CUSTOM);

  private static Pool withLink(Pool pool) {
    return TestMessages.pool(
        _ ->
            pool.document().toBuilder()
                .verificationMessageTemplate(
                    Optional.ofNullable(pool.document().verificationMessageTemplate())
                        .map(VerificationMessageTemplateType::toBuilder)
                        .orElseGet(VerificationMessageTemplateType::builder)
                        .defaultEmailOption(DefaultEmailOptionType.CONFIRM_WITH_LINK)
                        .build()),
        mfa -> mfa);
  }

  private record Case(
      String name, Pool pool, Purpose purpose, Medium medium, String subject, String body) {
    @Override
    public String toString() {
      return name + ", " + purpose + " by " + medium;
    }
  }

  static Stream<Case> texts() {
    String code = "Your verification code is 123456. ";
    String subject = "Your verification code";
    String invitation = "Your username is frank and temporary password is 123456. ";
    String signIn = "Your authentication code is 123456. ";
    String there =
        "<a href=\""
            + URL
            + "/confirmUser/?client_id=client1&amp;user_name=frank&amp;confirmation_code=123456\">";
    return Stream.of(
        new Case("default", PLAIN, SIGN_UP, EMAIL, subject, code),
        new Case("default", PLAIN, SIGN_UP, SMS, "", code),
        new Case("default", PLAIN, RESEND_CODE, EMAIL, subject, code),
        new Case("default", PLAIN, RESEND_CODE, SMS, "", code),
        new Case("default", PLAIN, FORGOT_PASSWORD, EMAIL, subject, code),
        new Case("default", PLAIN, FORGOT_PASSWORD, SMS, "", code),
        new Case("default", PLAIN, UPDATE_USER_ATTRIBUTE, EMAIL, subject, code),
        new Case("default", PLAIN, UPDATE_USER_ATTRIBUTE, SMS, "", code),
        new Case("default", PLAIN, VERIFY_USER_ATTRIBUTE, EMAIL, subject, code),
        new Case("default", PLAIN, VERIFY_USER_ATTRIBUTE, SMS, "", code),
        new Case("default", PLAIN, ADMIN_CREATE_USER, EMAIL, "Your temporary password", invitation),
        new Case("default", PLAIN, ADMIN_CREATE_USER, SMS, "", invitation),
        new Case("default", PLAIN, AUTHENTICATION, EMAIL, "Your authentication code", signIn),
        new Case("default", PLAIN, AUTHENTICATION, SMS, "", signIn),
        new Case("custom", CUSTOM, SIGN_UP, EMAIL, "Verify", "<b>123456</b> for you"),
        new Case("custom", CUSTOM, SIGN_UP, SMS, "", "Verify 123456"),
        new Case("custom", CUSTOM, RESEND_CODE, EMAIL, "Verify", "<b>123456</b> for you"),
        new Case("custom", CUSTOM, RESEND_CODE, SMS, "", "Verify 123456"),
        new Case("custom", CUSTOM, FORGOT_PASSWORD, EMAIL, "Verify", "<b>123456</b> for you"),
        new Case("custom", CUSTOM, FORGOT_PASSWORD, SMS, "", "Verify 123456"),
        new Case("custom", CUSTOM, UPDATE_USER_ATTRIBUTE, EMAIL, "Verify", "<b>123456</b> for you"),
        new Case("custom", CUSTOM, UPDATE_USER_ATTRIBUTE, SMS, "", "Verify 123456"),
        new Case("custom", CUSTOM, VERIFY_USER_ATTRIBUTE, EMAIL, "Verify", "<b>123456</b> for you"),
        new Case("custom", CUSTOM, VERIFY_USER_ATTRIBUTE, SMS, "", "Verify 123456"),
        new Case(
            "custom", CUSTOM, ADMIN_CREATE_USER, EMAIL, "Welcome", "Hello frank: 123456 (123456)"),
        new Case("custom", CUSTOM, ADMIN_CREATE_USER, SMS, "", "Hi frank 123456"),
        new Case("custom", CUSTOM, AUTHENTICATION, EMAIL, "Sign in", "Type 123456 {username}"),
        new Case("custom", CUSTOM, AUTHENTICATION, SMS, "", "Sign in 123456"),
        new Case("older members", OLDER, SIGN_UP, EMAIL, "Older", "Older 123456"),
        new Case("older members", OLDER, SIGN_UP, SMS, "", "Older SMS 123456"),
        new Case("older members", OLDER, AUTHENTICATION, SMS, "", "Older sign-in 123456"),
        new Case(
            "link",
            LINK,
            SIGN_UP,
            EMAIL,
            "Press",
            "Press " + there + "here & now</a>, or " + there + "there</a>"),
        new Case(
            "default link",
            withLink(PLAIN),
            RESEND_CODE,
            EMAIL,
            "Your verification link",
            "Please click the link below to verify your email address. "
                + there
                + "Click Here</a> "),
        new Case("link", LINK, SIGN_UP, SMS, "", "Verify 123456"),
        new Case("link", LINK, FORGOT_PASSWORD, EMAIL, "Verify", "<b>123456</b> for you"),
        new Case("link", LINK, VERIFY_USER_ATTRIBUTE, EMAIL, "Verify", "<b>123456</b> for you"));
  }

  @ParameterizedTest
  @MethodSource
  void texts(Case row) {
    Message message =
        TEMPLATES.compose(TestMessages.outgoing(row.pool(), row.medium(), "to", row.purpose()));

    assertThat(message.subject()).isEqualTo(row.subject());
    assertThat(message.body().reveal()).isEqualTo(row.body());
    assertThat(message.code().map(Secret::reveal)).hasValue("123456");
    assertThat(message.link().isPresent()).isEqualTo(row.body().contains("<a href"));
  }

  private static Message compose(
      Pool pool, Medium medium, Purpose purpose, String name, String code) {
    return TEMPLATES.compose(
        new Outgoing(
            TestMessages.occasion(pool, "a/b"),
            "user-1",
            name,
            Map.of(),
            medium,
            "to",
            purpose,
            Secret.of(code)));
  }

  @Test
  void emailShowsNamesAndPasswordsAsTheyAre() {
    Message email = compose(PLAIN, EMAIL, ADMIN_CREATE_USER, "<b>\"f\"</b>", "a<b>&'c");

    assertThat(email.body().reveal())
        .isEqualTo(
            "Your username is &lt;b&gt;&quot;f&quot;&lt;/b&gt; and temporary password is"
                + " a&lt;b&gt;&amp;&#39;c. ");
    assertThat(email.code().map(Secret::reveal)).hasValue("a<b>&'c");
  }

  @Test
  void smsIsPlainText() {
    assertThat(compose(PLAIN, SMS, ADMIN_CREATE_USER, "<f>", "a<b&c").body().reveal())
        .isEqualTo("Your username is <f> and temporary password is a<b&c. ");
  }

  @Test
  void filledPlacesAreNotFilledAgain() {
    assertThat(compose(PLAIN, SMS, ADMIN_CREATE_USER, "{####}", "{username}").body().reveal())
        .isEqualTo("Your username is {####} and temporary password is {username}. ");
  }

  @Test
  void linkEncodesItsParameters() {
    Message message = compose(LINK, EMAIL, SIGN_UP, "a b+c&d=\"é\"@e", "1");

    assertThat(message.link().map(Secret::reveal))
        .hasValue(
            URL
                + "/confirmUser/?client_id=a%2Fb&user_name=a+b%2Bc%26d%3D%22%C3%A9%22%40e"
                + "&confirmation_code=1");
  }

  @Test
  void linkLeadsToThePoolsOwnDomain() {
    UnaryOperator<UserPoolType.Builder> domain =
        _ -> LINK.document().toBuilder().domain("prefix").customDomain("id.example.com");

    assertThat(
            compose(TestMessages.pool(domain, mfa -> mfa), EMAIL, SIGN_UP, "f", "1")
                .link()
                .map(Secret::reveal))
        .hasValue(
            "https://id.example.com/confirmUser/?client_id=a%2Fb&user_name=f&confirmation_code=1");
  }

  @Test
  void withoutClientThereIsACode() {
    Outgoing outgoing =
        new Outgoing(
            TestMessages.occasion(LINK, Occasion.NO_CLIENT),
            "user-1",
            "frank",
            Map.of(),
            EMAIL,
            "to",
            SIGN_UP,
            Secret.of("1"));

    assertThat(TEMPLATES.compose(outgoing).body().reveal()).isEqualTo("<b>1</b> for you");
  }

  @Test
  void unclosedLinkStaysText() {
    Pool pool =
        withLink(
            TestMessages.pool(
                builder ->
                    builder.verificationMessageTemplate(
                        template -> template.emailMessageByLink("{##a##} {##b {#### {x}")),
                mfa -> mfa));

    assertThat(compose(pool, EMAIL, SIGN_UP, "f", "1").body().reveal())
        .endsWith(">a</a> {##b {#### {x}");
  }

  @Test
  void senderIsThePools() {
    Pool pool =
        TestMessages.pool(
            builder ->
                builder
                    .emailConfiguration(
                        email -> email.from("Us <us@example.com>").replyToEmailAddress("re@e.com"))
                    .smsConfiguration(sms -> sms.snsCallerArn("arn").snsRegion("eu-west-1")),
            mfa -> mfa);

    assertThat(compose(pool, EMAIL, SIGN_UP, "f", "1").sender())
        .isEqualTo(
            new Message.Sender(
                Optional.of("Us <us@example.com>"),
                Optional.of("re@e.com"),
                Optional.of("eu-west-1")));
    assertThat(compose(PLAIN, EMAIL, SIGN_UP, "f", "1").sender())
        .isEqualTo(TestMessages.anySender());
  }
}
