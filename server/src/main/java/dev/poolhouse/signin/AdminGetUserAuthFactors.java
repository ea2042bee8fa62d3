package dev.poolhouse.signin;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.user.MfaView;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserAuthFactorsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserAuthFactorsResponse;

/// Tells an administrator what a user can sign in with.
///
/// Source: AdminGetUserAuthFactors page of the API reference; sign-in reference §8.
public final class AdminGetUserAuthFactors
    implements Operation<AdminGetUserAuthFactorsRequest, AdminGetUserAuthFactorsResponse> {
  private final Pools pools;
  private final UserChanges users;
  private final AuthFactors factors;

  public AdminGetUserAuthFactors(Pools pools, UserChanges users, AuthFactors factors) {
    this.pools = pools;
    this.users = users;
    this.factors = factors;
  }

  @Override
  public AdminGetUserAuthFactorsResponse run(
      Caller caller, AdminGetUserAuthFactorsRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    User user = users.find(pool, request.username());
    MfaView mfa = MfaView.of(user);
    return AdminGetUserAuthFactorsResponse.builder()
        .username(user.username())
        .preferredMfaSetting(mfa.preferred().orElse(null))
        .userMFASettingList(mfa.settings().orElse(null))
        .configuredUserAuthFactors(factors.configured(pool, user))
        .build();
  }
}
