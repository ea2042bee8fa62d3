package dev.poolhouse.selfservice;

import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.user.AttributeRules;
import dev.poolhouse.user.AttributeWriter;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserAttributesResponse;

/// Deletes attributes of the signed-in user that the app client may write. One that is not set is
/// passed over; required ones stay.
public final class DeleteUserAttributes
    implements Operation<DeleteUserAttributesRequest, DeleteUserAttributesResponse> {
  private final AccessTokens tokens;
  private final UserChanges changes;
  private final InstantSource clock;

  public DeleteUserAttributes(AccessTokens tokens, UserChanges changes, InstantSource clock) {
    this.tokens = tokens;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public DeleteUserAttributesResponse run(Caller caller, DeleteUserAttributesRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    PoolPolicy policy = grant.pool().policy();
    AttributeWriter writer = new AttributeWriter.App(grant.client().rules());
    Instant now = clock.instant();
    changes.change(
        "delete own attributes",
        grant.pool(),
        grant.user(),
        (_, user) ->
            AttributeRules.deleting(policy, user, writer, request.userAttributeNames())
                .applied(user, now));
    return DeleteUserAttributesResponse.builder().build();
  }
}
