package dev.poolhouse.mfa;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserMfaPreferenceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserMfaPreferenceResponse;

/// Switches a user's second factors on and off, as an administrator.
///
/// Source: AdminSetUserMFAPreference page of the API reference; sign-in reference §5.2.
public final class AdminSetUserMFAPreference
    implements Operation<AdminSetUserMfaPreferenceRequest, AdminSetUserMfaPreferenceResponse> {
  private final Pools pools;
  private final UserChanges changes;
  private final Preferences preferences;

  public AdminSetUserMFAPreference(Pools pools, UserChanges changes, Preferences preferences) {
    this.pools = pools;
    this.changes = changes;
    this.preferences = preferences;
  }

  @Override
  public AdminSetUserMfaPreferenceResponse run(
      Caller caller, AdminSetUserMfaPreferenceRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    FactorSettings settings =
        FactorSettings.of(
            request.smsMfaSettings(),
            request.softwareTokenMfaSettings(),
            request.emailMfaSettings(),
            request.webAuthnMfaSettings());
    changes.change(
        "set MFA preference",
        pool,
        request.username(),
        preferences.edit(pool, settings, Preferences.Asker.ADMINISTRATOR));
    return AdminSetUserMfaPreferenceResponse.builder().build();
  }
}
