package dev.poolhouse.pool;

import dev.poolhouse.wire.ApiException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DefaultEmailOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerificationMessageTemplateType;

/// The verification messages, which have two places: members of the pool and members of its
/// template. Setting one shows both (admin-API reference §7.1, recorded). Different texts in both
/// are refused (documented; the wording is ours).
final class VerificationTexts {
  private VerificationTexts() {}

  /// Puts the messages of `request` into both places of `pool`.
  static void apply(CreateUserPoolRequest request, UserPoolType.Builder pool) {
    VerificationMessageTemplateType template =
        Optional.ofNullable(request.verificationMessageTemplate())
            .orElseGet(() -> VerificationMessageTemplateType.builder().build());
    Optional<String> sms =
        same("SmsVerificationMessage", request.smsVerificationMessage(), template.smsMessage());
    Optional<String> email =
        same(
            "EmailVerificationMessage",
            request.emailVerificationMessage(),
            template.emailMessage());
    Optional<String> subject =
        same(
            "EmailVerificationSubject",
            request.emailVerificationSubject(),
            template.emailSubject());
    VerificationMessageTemplateType.Builder shown = template.toBuilder();
    if (template.defaultEmailOption() == null) {
      shown.defaultEmailOption(DefaultEmailOptionType.CONFIRM_WITH_CODE);
    }
    sms.ifPresent(pool::smsVerificationMessage);
    sms.ifPresent(shown::smsMessage);
    email.ifPresent(pool::emailVerificationMessage);
    email.ifPresent(shown::emailMessage);
    subject.ifPresent(pool::emailVerificationSubject);
    subject.ifPresent(shown::emailSubject);
    pool.verificationMessageTemplate(shown.build());
  }

  private static Optional<String> same(
      String member, @Nullable String ofPool, @Nullable String ofTemplate) {
    if (ofPool != null && ofTemplate != null && !ofPool.equals(ofTemplate)) {
      throw ApiException.invalidParameter(
          member + " and VerificationMessageTemplate must not name different texts.");
    }
    return Optional.ofNullable(ofTemplate).or(() -> Optional.ofNullable(ofPool));
  }
}
