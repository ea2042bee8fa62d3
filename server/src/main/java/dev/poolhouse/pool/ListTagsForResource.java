package dev.poolhouse.pool;

import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.LinkedHashMap;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListTagsForResourceResponse;

/// Shows a pool's tags; an empty map when it has none (unsure).
public final class ListTagsForResource
    implements Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> {
  private final Pools pools;

  public ListTagsForResource(Pools pools) {
    this.pools = pools;
  }

  @Override
  public ListTagsForResourceResponse run(Caller caller, ListTagsForResourceRequest request) {
    Pool pool = pools.require(caller, PoolTags.idOf(caller, request.resourceArn()));
    return ListTagsForResourceResponse.builder()
        .tags(new LinkedHashMap<>(pool.document().userPoolTags()))
        .build();
  }
}
