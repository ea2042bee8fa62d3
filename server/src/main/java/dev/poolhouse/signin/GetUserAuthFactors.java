package dev.poolhouse.signin;

import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.user.MfaView;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserAuthFactorsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserAuthFactorsResponse;

/// Tells a signed-in user what they can sign in with.
///
/// Source: GetUserAuthFactors page of the API reference; sign-in reference §8.
public final class GetUserAuthFactors
    implements Operation<GetUserAuthFactorsRequest, GetUserAuthFactorsResponse> {
  private final AccessTokens tokens;
  private final AuthFactors factors;

  public GetUserAuthFactors(AccessTokens tokens, AuthFactors factors) {
    this.tokens = tokens;
    this.factors = factors;
  }

  @Override
  public GetUserAuthFactorsResponse run(Caller caller, GetUserAuthFactorsRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    MfaView mfa = MfaView.of(grant.user());
    return GetUserAuthFactorsResponse.builder()
        .username(grant.user().username())
        .preferredMfaSetting(mfa.preferred().orElse(null))
        .userMFASettingList(mfa.settings().orElse(null))
        .configuredUserAuthFactors(factors.configured(grant.pool(), grant.user()))
        .build();
  }
}
