package dev.poolhouse.user;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.trigger.Done;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.trigger.PostConfirmation;
import dev.poolhouse.trigger.Triggers;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Json;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminConfirmSignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Confirms a sign-up without a code. No attribute becomes verified by it. The error of the pool's
/// function is told, but the user stays confirmed.
public final class AdminConfirmSignUp
    implements Operation<AdminConfirmSignUpRequest, AdminConfirmSignUpResponse> {
  private final Pools pools;
  private final UserChanges changes;
  private final Triggers triggers;
  private final InstantSource clock;

  public AdminConfirmSignUp(
      Pools pools, UserChanges changes, Triggers triggers, InstantSource clock) {
    this.pools = pools;
    this.changes = changes;
    this.triggers = triggers;
    this.clock = clock;
  }

  @Override
  public AdminConfirmSignUpResponse run(Caller caller, AdminConfirmSignUpRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    Instant now = clock.instant();
    User user =
        changes.change(
            "confirm sign-up", pool, request.username(), (_, found) -> confirmed(found, now));
    Optional<Done> _ =
        triggers.fire(
            occasion(pool, caller, request),
            new PostConfirmation("ConfirmSignUp", user.username(), EventAttributes.of(pool, user)));
    return AdminConfirmSignUpResponse.builder().build();
  }

  /// Its events name no client (recorded).
  private static Occasion occasion(Pool pool, Caller caller, AdminConfirmSignUpRequest request) {
    return new Occasion(pool, caller, "AdminConfirmSignUp", Json.NULL, request.clientMetadata());
  }

  private static User confirmed(User user, Instant now) {
    if (user.status() != UserStatusType.UNCONFIRMED) {
      throw ApiException.notAuthorized(
          "User cannot be confirmed. Current status is " + user.status());
    }
    return user.withStatus(UserStatusType.CONFIRMED, now);
  }
}
