package dev.poolhouse.pool;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Ends a pool and everything in it at once; the rows are swept later.
///
/// Source: admin-API reference §6 (recorded texts), §7.5.
public final class DeleteUserPool
    implements Operation<DeleteUserPoolRequest, DeleteUserPoolResponse> {
  private final PoolEdits edits;

  public DeleteUserPool(PoolEdits edits) {
    this.edits = edits;
  }

  @Override
  public DeleteUserPoolResponse run(Caller caller, DeleteUserPoolRequest request) {
    edits.retire(caller, request.userPoolId(), pool -> check(pool.document()));
    return DeleteUserPoolResponse.builder().build();
  }

  private static void check(UserPoolType pool) {
    if (pool.deletionProtection() == DeletionProtectionType.ACTIVE) {
      throw ApiException.invalidParameter(
          "The user pool cannot be deleted because deletion protection is activated. Deletion"
              + " protection must be inactivated first.");
    }
    if (pool.domain() != null || pool.customDomain() != null) {
      throw ApiException.invalidParameter(
          "User pool cannot be deleted. It has a domain configured that should be deleted first.");
    }
  }
}
