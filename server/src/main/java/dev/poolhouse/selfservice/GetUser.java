package dev.poolhouse.selfservice;

import dev.poolhouse.client.ClientRules;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.user.MfaView;
import dev.poolhouse.user.UserView;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;

/// The signed-in user with the attributes that the app client may read; `sub` is always among them.
///
/// Source: GetUser page of the API reference; admin-API reference §8.2, "User side of the
/// permissions".
public final class GetUser implements Operation<GetUserRequest, GetUserResponse> {
  private final AccessTokens tokens;

  public GetUser(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public GetUserResponse run(Caller caller, GetUserRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    ClientRules rules = grant.client().rules();
    List<AttributeType> readable =
        UserView.attributes(grant.user()).stream()
            .filter(attribute -> attribute.name().equals("sub") || rules.mayRead(attribute.name()))
            .toList();
    GetUserResponse.Builder answer =
        GetUserResponse.builder().username(grant.user().username()).userAttributes(readable);
    MfaView mfa = MfaView.of(grant.user());
    mfa.settings().ifPresent(answer::userMFASettingList);
    mfa.preferred().ifPresent(answer::preferredMfaSetting);
    mfa.options().ifPresent(answer::mfaOptions);
    return answer.build();
  }
}
