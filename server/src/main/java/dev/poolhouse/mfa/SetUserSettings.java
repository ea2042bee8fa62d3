package dev.poolhouse.mfa;

import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserSettingsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserSettingsResponse;

/// Switches the signed-in user's SMS factor on or off, the way older clients do.
public final class SetUserSettings
    implements Operation<SetUserSettingsRequest, SetUserSettingsResponse> {
  private final AccessTokens tokens;
  private final UserChanges changes;
  private final Preferences preferences;

  public SetUserSettings(AccessTokens tokens, UserChanges changes, Preferences preferences) {
    this.tokens = tokens;
    this.changes = changes;
    this.preferences = preferences;
  }

  @Override
  public SetUserSettingsResponse run(Caller caller, SetUserSettingsRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    FactorSettings settings = LegacyOptions.settings(request.mfaOptions());
    changes.change(
        "set own SMS factor",
        grant.pool(),
        grant.user(),
        preferences.edit(grant.pool(), settings, Preferences.Asker.USER));
    return SetUserSettingsResponse.builder().build();
  }
}
