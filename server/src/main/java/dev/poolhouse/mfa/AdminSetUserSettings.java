package dev.poolhouse.mfa;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserSettingsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserSettingsResponse;

/// Switches a user's SMS factor on or off as an administrator, the way older clients do.
public final class AdminSetUserSettings
    implements Operation<AdminSetUserSettingsRequest, AdminSetUserSettingsResponse> {
  private final Pools pools;
  private final UserChanges changes;
  private final Preferences preferences;

  public AdminSetUserSettings(Pools pools, UserChanges changes, Preferences preferences) {
    this.pools = pools;
    this.changes = changes;
    this.preferences = preferences;
  }

  @Override
  public AdminSetUserSettingsResponse run(Caller caller, AdminSetUserSettingsRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    FactorSettings settings = LegacyOptions.settings(request.mfaOptions());
    changes.change(
        "set SMS factor",
        pool,
        request.username(),
        preferences.edit(pool, settings, Preferences.Asker.ADMINISTRATOR));
    return AdminSetUserSettingsResponse.builder().build();
  }
}
