package dev.poolhouse.user;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Sets a user's password: a permanent one confirms the user, a temporary one must be changed at
/// the next sign-in.
public final class AdminSetUserPassword
    implements Operation<AdminSetUserPasswordRequest, AdminSetUserPasswordResponse> {
  private final Pools pools;
  private final Transactions transactions;
  private final UserNames names;
  private final UserChanges changes;
  private final PasswordHistory history;
  private final InstantSource clock;

  public AdminSetUserPassword(
      Pools pools,
      Transactions transactions,
      UserNames names,
      UserChanges changes,
      PasswordHistory history,
      InstantSource clock) {
    this.pools = pools;
    this.transactions = transactions;
    this.names = names;
    this.changes = changes;
    this.history = history;
    this.clock = clock;
  }

  private record Found(User user, List<Credential> latest) {}

  @Override
  public AdminSetUserPasswordResponse run(Caller caller, AdminSetUserPasswordRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    Secret password = Secret.of(request.password());
    PasswordRules.check(pool.policy(), password, PasswordRules.Wording.CHANGE);
    Found found =
        transactions.read(
            "find user",
            tx -> {
              User user = names.require(tx, pool, request.username());
              return new Found(user, history.latest(tx, pool, user.id()));
            });
    history.check(found.user().id(), found.latest(), password);
    set(pool, found.user(), password, Boolean.TRUE.equals(request.permanent()));
    return AdminSetUserPasswordResponse.builder().build();
  }

  private void set(Pool pool, User found, Secret password, boolean permanent) {
    Instant now = clock.instant();
    Credential credential =
        permanent
            ? history.permanent(pool, found, password, now)
            : history.temporary(pool, found, password, now);
    UserStatusType status =
        permanent ? UserStatusType.CONFIRMED : UserStatusType.FORCE_CHANGE_PASSWORD;
    changes.change(
        "set password",
        pool,
        found,
        (tx, user) -> {
          history.set(tx, pool, user.id(), credential);
          return user.withStatus(status, now);
        });
  }
}
