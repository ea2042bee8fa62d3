package dev.poolhouse.pool;

import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UntagResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UntagResourceResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Removes tags from a pool; keys that it does not have are no error.
public final class UntagResource implements Operation<UntagResourceRequest, UntagResourceResponse> {
  private final PoolEdits edits;

  public UntagResource(PoolEdits edits) {
    this.edits = edits;
  }

  @Override
  public UntagResourceResponse run(Caller caller, UntagResourceRequest request) {
    String id = PoolTags.idOf(caller, request.resourceArn());
    edits.changeDocument(caller, id, pool -> untagged(pool, request.tagKeys()));
    return UntagResourceResponse.builder().build();
  }

  private static UserPoolType untagged(UserPoolType pool, List<String> keys) {
    Map<String, String> tags = new LinkedHashMap<>(pool.userPoolTags());
    keys.forEach(tags::remove);
    return pool.toBuilder().userPoolTags(tags.isEmpty() ? null : tags).build();
  }
}
