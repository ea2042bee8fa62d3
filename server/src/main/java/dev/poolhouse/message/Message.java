package dev.poolhouse.message;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.PoolId;
import java.util.Optional;

/// A message ready to be sent.
///
/// @param id a UUID, the same each time delivery is tried
/// @param poolId the pool that sends it
/// @param username the user as `cognito:username` shows it
/// @param medium how it travels
/// @param to e-mail address or phone number
/// @param purpose why it is sent
/// @param sender what the pool says about who sends
/// @param subject subject line; empty for SMS
/// @param body the text with the code or temporary password filled in: HTML for e-mail, plain for
///   SMS
/// @param code the code or temporary password by itself, not escaped
/// @param link the confirmation link, where the template asks for one
public record Message(
    String id,
    PoolId poolId,
    String username,
    Medium medium,
    String to,
    Purpose purpose,
    Sender sender,
    String subject,
    Secret body,
    Optional<Secret> code,
    Optional<Secret> link) {

  /// How a message travels; the names are those of `CodeDeliveryDetails.DeliveryMedium`.
  public enum Medium {
    EMAIL,
    SMS
  }

  /// Why a message is sent. The outbox shows these names.
  public enum Purpose {
    SIGN_UP("SignUp"),
    RESEND_CODE("ResendCode"),
    FORGOT_PASSWORD("ForgotPassword"),
    ADMIN_CREATE_USER("AdminCreateUser"),
    UPDATE_USER_ATTRIBUTE("UpdateUserAttribute"),
    VERIFY_USER_ATTRIBUTE("VerifyUserAttribute"),
    AUTHENTICATION("Authentication"),
    ACCOUNT_TAKEOVER("AccountTakeOverNotification");

    private final String source;

    Purpose(String source) {
      this.source = source;
    }

    /// What follows the underscore in the `triggerSource` of functions that write or send it.
    public String source() {
      return source;
    }
  }

  /// The pool's `EmailConfiguration` and `SmsConfiguration`, as far as they concern the sender.
  ///
  /// @param from address, or name and address, such as `Support <support@example.com>`; empty for
  ///   the server's own
  /// @param replyTo where answers go; empty for `from`
  /// @param smsRegion region of SNS that sends the pool's SMS; empty for the server's own
  public record Sender(
      Optional<String> from, Optional<String> replyTo, Optional<String> smsRegion) {}
}
