package dev.poolhouse.user;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserResponse;

/// Deletes a user with everything that belongs to it; its names are free at once.
public final class AdminDeleteUser
    implements Operation<AdminDeleteUserRequest, AdminDeleteUserResponse> {
  private final Pools pools;
  private final Transactions transactions;
  private final UserNames names;
  private final UserStore users;

  public AdminDeleteUser(Pools pools, Transactions transactions, UserNames names, UserStore users) {
    this.pools = pools;
    this.transactions = transactions;
    this.names = names;
    this.users = users;
  }

  @Override
  public AdminDeleteUserResponse run(Caller caller, AdminDeleteUserRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    transactions.run(
        "delete user",
        tx -> {
          User user = names.require(tx, pool, request.username());
          if (!users.delete(tx, user.id())) {
            throw UserNames.missing();
          }
        });
    return AdminDeleteUserResponse.builder().build();
  }
}
