package dev.poolhouse.user;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminConfirmSignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Confirms a sign-up without a code. No attribute becomes verified by it.
public final class AdminConfirmSignUp
    implements Operation<AdminConfirmSignUpRequest, AdminConfirmSignUpResponse> {
  private final Pools pools;
  private final UserChanges changes;
  private final InstantSource clock;

  public AdminConfirmSignUp(Pools pools, UserChanges changes, InstantSource clock) {
    this.pools = pools;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public AdminConfirmSignUpResponse run(Caller caller, AdminConfirmSignUpRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    Instant now = clock.instant();
    changes.change("confirm sign-up", pool, request.username(), (_, user) -> confirmed(user, now));
    return AdminConfirmSignUpResponse.builder().build();
  }

  private static User confirmed(User user, Instant now) {
    if (user.status() != UserStatusType.UNCONFIRMED) {
      throw ApiException.notAuthorized(
          "User cannot be confirmed. Current status is " + user.status());
    }
    return user.withStatus(UserStatusType.CONFIRMED, now);
  }
}
