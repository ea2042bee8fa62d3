package dev.poolhouse.user;

import dev.poolhouse.message.Message;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.wire.ApiException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AccountRecoverySettingType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Where a code to set a new password goes.
///
/// Source: sign-in reference §6.2, ForgotPassword.
public final class Recovery {
  private Recovery() {}

  /// An address of a user.
  ///
  /// @param attribute `email` or `phone_number`
  /// @param medium how messages reach it
  /// @param to the address
  public record Contact(String attribute, Message.Medium medium, String to) {

    /// An address held by `email` or `phone_number`.
    public static Contact of(String attribute, String to) {
      return new Contact(
          attribute,
          attribute.equals(Contacts.EMAIL) ? Message.Medium.EMAIL : Message.Medium.SMS,
          to);
    }

    /// The user's `email` or `phone_number`, verified or not; empty when it is not set.
    public static Optional<Contact> of(User user, String attribute) {
      return user.attribute(attribute).map(to -> of(attribute, to));
    }
  }

  /// The first verified address in the order that the pool prefers; without a preference phone,
  /// then e-mail.
  ///
  /// Throws `InvalidParameterException` when nothing is verified, `NotAuthorizedException` when
  /// administrators alone reset passwords.
  public static Contact contact(Pool pool, User user) {
    return find(pool, user).orElseThrow(Recovery::unreachable);
  }

  /// `email` and `phone_number` as far as codes may go there, in the order that the pool prefers.
  ///
  /// Throws `NotAuthorizedException` when administrators alone reset passwords.
  public static List<String> attributes(PoolPolicy policy) {
    List<RecoveryOptionNameType> order = order(policy);
    if (order.equals(List.of(RecoveryOptionNameType.ADMIN_ONLY))) {
      throw ApiException.notAuthorized("Contact administrator to reset password.");
    }
    return order.stream().flatMap(option -> attribute(option).stream()).toList();
  }

  /// The first verified address of the user, in the order of [#attributes]. An address that gets
  /// the codes of a second factor gets none to set a password, or one mailbox would be both
  /// factors.
  ///
  /// Throws `NotAuthorizedException` when administrators alone reset passwords.
  public static Optional<Contact> find(Pool pool, User user) {
    return attributes(pool.policy()).stream()
        .filter(user::verified)
        .filter(attribute -> !isSecondFactor(pool, user, attribute))
        .flatMap(attribute -> Contact.of(user, attribute).stream())
        .findFirst();
  }

  /// Pools without an order keep the service's older rule, which made no such difference.
  ///
  /// Source: `AccountRecoverySetting` in the CreateUserPool page of the API reference.
  private static boolean isSecondFactor(Pool pool, User user, String attribute) {
    return pool.document().accountRecoverySetting() != null
        && pool.mfaPolicy().mode() != UserPoolMfaType.OFF
        && (attribute.equals(Contacts.EMAIL)
            ? user.mfa().enabled().contains(MfaFactor.EMAIL_OTP)
            : asksBySms(pool, user));
  }

  private static boolean asksBySms(Pool pool, User user) {
    Set<MfaFactor> enabled = user.mfa().enabled();
    return enabled.contains(MfaFactor.SMS_MFA)
        || (pool.mfaPolicy().demandsSmsAlone() && !enabled.contains(MfaFactor.SOFTWARE_TOKEN_MFA));
  }

  /// `InvalidParameterException` for a user without a verified address.
  public static ApiException unreachable() {
    return ApiException.invalidParameter(
        "Cannot reset password for the user as there is no registered/verified email or"
            + " phone_number");
  }

  private static List<RecoveryOptionNameType> order(PoolPolicy policy) {
    AccountRecoverySettingType setting = policy.document().accountRecoverySetting();
    if (setting == null || setting.recoveryMechanisms().isEmpty()) {
      return List.of(
          RecoveryOptionNameType.VERIFIED_PHONE_NUMBER, RecoveryOptionNameType.VERIFIED_EMAIL);
    }
    return setting.recoveryMechanisms().stream()
        .sorted(
            Comparator.comparingInt(
                option -> Objects.requireNonNullElse(option.priority(), Integer.MAX_VALUE)))
        .map(RecoveryOptionType::name)
        .toList();
  }

  private static Optional<String> attribute(RecoveryOptionNameType option) {
    return switch (option) {
      case VERIFIED_EMAIL -> Optional.of(Contacts.EMAIL);
      case VERIFIED_PHONE_NUMBER -> Optional.of(Contacts.PHONE_NUMBER);
      case ADMIN_ONLY, UNKNOWN_TO_SDK_VERSION -> Optional.empty();
    };
  }

  /// `NotAuthorizedException` for a user whose status allows no reset.
  public static ApiException wrongState() {
    return ApiException.notAuthorized("User password cannot be reset in the current state.");
  }
}
