package dev.poolhouse.pool;

import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TagResourceResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Adds tags to a pool, over those of the same key.
public final class TagResource implements Operation<TagResourceRequest, TagResourceResponse> {
  private final PoolEdits edits;

  public TagResource(PoolEdits edits) {
    this.edits = edits;
  }

  @Override
  public TagResourceResponse run(Caller caller, TagResourceRequest request) {
    String id = PoolTags.idOf(caller, request.resourceArn());
    edits.changeDocument(caller, id, pool -> tagged(pool, request.tags()));
    return TagResourceResponse.builder().build();
  }

  private static UserPoolType tagged(UserPoolType pool, Map<String, String> added) {
    Map<String, String> tags = new LinkedHashMap<>(pool.userPoolTags());
    tags.putAll(added);
    PoolTags.check(tags, ErrorCode.INVALID_PARAMETER);
    return pool.toBuilder().userPoolTags(tags).build();
  }
}
