package dev.poolhouse.user;

import dev.poolhouse.message.Message;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminResetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminResetUserPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Ends the use of a user's password and sends a code to set a new one. Functions see the message
/// under the source `ForgotPassword` (unsure).
public final class AdminResetUserPassword
    implements Operation<AdminResetUserPasswordRequest, AdminResetUserPasswordResponse> {
  private final Pools pools;
  private final UserChanges changes;
  private final CodeMessages messages;
  private final InstantSource clock;

  public AdminResetUserPassword(
      Pools pools, UserChanges changes, CodeMessages messages, InstantSource clock) {
    this.pools = pools;
    this.changes = changes;
    this.messages = messages;
    this.clock = clock;
  }

  @Override
  public AdminResetUserPasswordResponse run(Caller caller, AdminResetUserPasswordRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    User found = changes.find(pool, request.username());
    checkState(found);
    Instant now = clock.instant();
    CodeMessages.Prepared code =
        messages.prepare(
            Occasion.signed(pool, caller, "AdminResetUserPassword", request.clientMetadata()),
            found,
            CodeStore.Purpose.FORGOT_PASSWORD,
            Message.Purpose.FORGOT_PASSWORD,
            Recovery.contact(pool, found),
            now);
    changes.change(
        "reset password",
        pool,
        found,
        (tx, user) -> {
          checkState(user);
          messages.store(tx, code);
          return user.withStatus(UserStatusType.RESET_REQUIRED, now);
        });
    messages.deliver(List.of(code));
    return AdminResetUserPasswordResponse.builder().build();
  }

  /// Users who have not confirmed their sign-up are refused too (unsure).
  private static void checkState(User user) {
    if (!user.enabled()) {
      throw StateErrors.disabled();
    }
    if (user.status() != UserStatusType.CONFIRMED
        && user.status() != UserStatusType.RESET_REQUIRED) {
      throw Recovery.wrongState();
    }
  }
}
