package dev.poolhouse.selfservice;

import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.user.AttributeUpdates;
import dev.poolhouse.user.AttributeWriter;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesResponse;

/// Sets attributes of the signed-in user that the app client may write. A new address is sent a
/// code where the pool verifies it by itself, and waits for that code where the pool says so.
///
/// Source: UpdateUserAttributes page of the API reference; sign-in reference §6.2.
public final class UpdateUserAttributes
    implements Operation<UpdateUserAttributesRequest, UpdateUserAttributesResponse> {
  private final AccessTokens tokens;
  private final AttributeUpdates updates;
  private final InstantSource clock;

  public UpdateUserAttributes(AccessTokens tokens, AttributeUpdates updates, InstantSource clock) {
    this.tokens = tokens;
    this.updates = updates;
    this.clock = clock;
  }

  @Override
  public UpdateUserAttributesResponse run(Caller caller, UpdateUserAttributesRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    List<CodeDeliveryDetailsType> sent =
        updates.update(
            new Occasion(
                grant.pool(),
                caller,
                "UpdateUserAttributes",
                grant.client().id().value(),
                request.clientMetadata()),
            grant.user(),
            new AttributeWriter.App(grant.client().rules()),
            request.userAttributes(),
            clock.instant());
    return UpdateUserAttributesResponse.builder().codeDeliveryDetailsList(sent).build();
  }
}
