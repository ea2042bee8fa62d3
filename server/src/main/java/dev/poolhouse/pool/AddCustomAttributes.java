package dev.poolhouse.pool;

import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddCustomAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddCustomAttributesResponse;

/// Adds custom attributes to a pool's schema, after those it has.
public final class AddCustomAttributes
    implements Operation<AddCustomAttributesRequest, AddCustomAttributesResponse> {
  private final PoolEdits edits;

  public AddCustomAttributes(PoolEdits edits) {
    this.edits = edits;
  }

  @Override
  public AddCustomAttributesResponse run(Caller caller, AddCustomAttributesRequest request) {
    edits.changeDocument(
        caller,
        request.userPoolId(),
        pool ->
            pool.toBuilder()
                .schemaAttributes(
                    SchemaRules.add(pool.schemaAttributes(), request.customAttributes()))
                .build());
    return AddCustomAttributesResponse.builder().build();
  }
}
