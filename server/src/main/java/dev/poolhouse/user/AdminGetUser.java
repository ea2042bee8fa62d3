package dev.poolhouse.user;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;

/// Shows a user to an administrator.
public final class AdminGetUser implements Operation<AdminGetUserRequest, AdminGetUserResponse> {
  private final Pools pools;
  private final UserChanges changes;

  public AdminGetUser(Pools pools, UserChanges changes) {
    this.pools = pools;
    this.changes = changes;
  }

  @Override
  public AdminGetUserResponse run(Caller caller, AdminGetUserRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    User user = changes.find(pool, request.username());
    AdminGetUserResponse.Builder answer =
        AdminGetUserResponse.builder()
            .username(user.username())
            .userAttributes(UserView.attributes(user))
            .userCreateDate(user.createdAt())
            .userLastModifiedDate(user.modifiedAt())
            .enabled(user.enabled())
            .userStatus(user.status());
    MfaView mfa = MfaView.of(user);
    mfa.settings().ifPresent(answer::userMFASettingList);
    mfa.preferred().ifPresent(answer::preferredMfaSetting);
    mfa.options().ifPresent(answer::mfaOptions);
    return answer.build();
  }
}
