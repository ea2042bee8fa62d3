package dev.poolhouse.passkey;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteWebAuthnCredentialRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteWebAuthnCredentialResponse;

/// Deletes a passkey of the signed-in user. The authenticator is not told: it goes on offering it.
public final class DeleteWebAuthnCredential
    implements Operation<DeleteWebAuthnCredentialRequest, DeleteWebAuthnCredentialResponse> {
  private final AccessTokens tokens;
  private final Transactions transactions;
  private final PasskeyStore passkeys;

  public DeleteWebAuthnCredential(
      AccessTokens tokens, Transactions transactions, PasskeyStore passkeys) {
    this.tokens = tokens;
    this.transactions = transactions;
    this.passkeys = passkeys;
  }

  @Override
  public DeleteWebAuthnCredentialResponse run(
      Caller caller, DeleteWebAuthnCredentialRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    boolean deleted =
        transactions.write(
            "delete passkey", tx -> passkeys.delete(tx, grant.user().id(), request.credentialId()));
    if (!deleted) {
      throw ApiException.notFound("Passkey does not exist."); // ours (unsure)
    }
    return DeleteWebAuthnCredentialResponse.builder().build();
  }
}
