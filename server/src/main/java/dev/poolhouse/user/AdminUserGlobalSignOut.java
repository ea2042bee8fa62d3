package dev.poolhouse.user;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.InstantSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUserGlobalSignOutRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUserGlobalSignOutResponse;

/// Ends all sessions of a user: tokens of sign-ins up to now are refused.
public final class AdminUserGlobalSignOut
    implements Operation<AdminUserGlobalSignOutRequest, AdminUserGlobalSignOutResponse> {
  private final Pools pools;
  private final Transactions transactions;
  private final UserNames names;
  private final UserStore users;
  private final InstantSource clock;

  public AdminUserGlobalSignOut(
      Pools pools,
      Transactions transactions,
      UserNames names,
      UserStore users,
      InstantSource clock) {
    this.pools = pools;
    this.transactions = transactions;
    this.names = names;
    this.users = users;
    this.clock = clock;
  }

  @Override
  public AdminUserGlobalSignOutResponse run(Caller caller, AdminUserGlobalSignOutRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    transactions.run(
        "sign user out",
        tx -> users.signOut(tx, names.require(tx, pool, request.username()).id(), clock.instant()));
    return AdminUserGlobalSignOutResponse.builder().build();
  }
}
