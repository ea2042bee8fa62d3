package dev.poolhouse.pool;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ExtendedOperation;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Shows a pool's configuration.
public final class DescribeUserPool
    implements ExtendedOperation<DescribeUserPoolRequest, DescribeUserPoolResponse> {
  private final Transactions transactions;
  private final Pools pools;
  private final PoolStore store;
  private final InstantSource clock;

  public DescribeUserPool(
      Transactions transactions, Pools pools, PoolStore store, InstantSource clock) {
    this.transactions = transactions;
    this.pools = pools;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Answer<DescribeUserPoolResponse> run(
      Caller caller, DescribeUserPoolRequest request, Map<String, Object> newer) {
    Pool pool = pools.require(caller, request.userPoolId());
    long users =
        transactions.write(
            "count users", tx -> store.estimatedUsers(tx, pool.key(), clock.instant()));
    UserPoolType shown = pool.shown(users);
    return new Answer<>(
        DescribeUserPoolResponse.builder()
            .userPool(shown.hasUserPoolTags() ? shown : withoutTags(shown))
            .build(),
        pool.shownNewer());
  }

  /// Unlike CreateUserPool, this operation shows that there are no tags (admin-API reference §7.1).
  private static UserPoolType withoutTags(UserPoolType shown) {
    return shown.toBuilder().userPoolTags(Map.of()).build();
  }
}
