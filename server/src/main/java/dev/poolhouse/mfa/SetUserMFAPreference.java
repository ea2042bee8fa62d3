package dev.poolhouse.mfa;

import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserMfaPreferenceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserMfaPreferenceResponse;

/// Switches the signed-in user's second factors on and off.
///
/// Source: SetUserMFAPreference page of the API reference; sign-in reference §5.2.
public final class SetUserMFAPreference
    implements Operation<SetUserMfaPreferenceRequest, SetUserMfaPreferenceResponse> {
  private final AccessTokens tokens;
  private final UserChanges changes;
  private final Preferences preferences;

  public SetUserMFAPreference(AccessTokens tokens, UserChanges changes, Preferences preferences) {
    this.tokens = tokens;
    this.changes = changes;
    this.preferences = preferences;
  }

  @Override
  public SetUserMfaPreferenceResponse run(Caller caller, SetUserMfaPreferenceRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    FactorSettings settings =
        FactorSettings.of(
            request.smsMfaSettings(),
            request.softwareTokenMfaSettings(),
            request.emailMfaSettings(),
            request.webAuthnMfaSettings());
    changes.change(
        "set own MFA preference",
        grant.pool(),
        grant.user(),
        preferences.edit(grant.pool(), settings, Preferences.Asker.USER));
    return SetUserMfaPreferenceResponse.builder().build();
  }
}
