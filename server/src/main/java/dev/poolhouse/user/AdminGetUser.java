package dev.poolhouse.user;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;

/// Shows a user to an administrator.
public final class AdminGetUser implements Operation<AdminGetUserRequest, AdminGetUserResponse> {
  private final Pools pools;
  private final Transactions transactions;
  private final UserNames names;

  public AdminGetUser(Pools pools, Transactions transactions, UserNames names) {
    this.pools = pools;
    this.transactions = transactions;
    this.names = names;
  }

  @Override
  public AdminGetUserResponse run(Caller caller, AdminGetUserRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    User user = transactions.read("get user", tx -> names.require(tx, pool, request.username()));
    return AdminGetUserResponse.builder()
        .username(user.username())
        .userAttributes(UserView.attributes(user))
        .userCreateDate(user.createdAt())
        .userLastModifiedDate(user.modifiedAt())
        .enabled(user.enabled())
        .userStatus(user.status())
        .build();
  }
}
