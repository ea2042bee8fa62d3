package dev.poolhouse.selfservice;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.user.UserStore;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserResponse;

/// Deletes the signed-in user with everything that belongs to it; its names are free at once.
public final class DeleteUser implements Operation<DeleteUserRequest, DeleteUserResponse> {
  private final AccessTokens tokens;
  private final Transactions transactions;
  private final UserStore users;

  public DeleteUser(AccessTokens tokens, Transactions transactions, UserStore users) {
    this.tokens = tokens;
    this.transactions = transactions;
    this.users = users;
  }

  @Override
  public DeleteUserResponse run(Caller caller, DeleteUserRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    boolean deleted =
        transactions.write("delete own user", tx -> users.delete(tx, grant.user().id()));
    if (!deleted) {
      throw UserNames.missing();
    }
    return DeleteUserResponse.builder().build();
  }
}
