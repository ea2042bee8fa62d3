package dev.poolhouse.passkey;

import dev.poolhouse.pool.Pages;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListWebAuthnCredentialsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListWebAuthnCredentialsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.WebAuthnCredentialDescription;

/// Lists the passkeys of the signed-in user, page by page, in the order of their ids; also those
/// made for another domain than the pool's of today, which can no longer be used.
public final class ListWebAuthnCredentials
    implements Operation<ListWebAuthnCredentialsRequest, ListWebAuthnCredentialsResponse> {
  private static final int DEFAULT_LIMIT = 20;

  private final AccessTokens tokens;
  private final Transactions transactions;
  private final PasskeyStore passkeys;
  private final Pages pages;

  public ListWebAuthnCredentials(
      AccessTokens tokens, Transactions transactions, PasskeyStore passkeys, Pages pages) {
    this.tokens = tokens;
    this.transactions = transactions;
    this.passkeys = passkeys;
    this.pages = pages;
  }

  @Override
  public ListWebAuthnCredentialsResponse run(
      Caller caller, ListWebAuthnCredentialsRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    String kind = "ListWebAuthnCredentials " + grant.user().id().value();
    String afterId = pages.after(kind, request.nextToken());
    int limit = limit(request.maxResults());
    List<Passkey> found =
        transactions.read(
            "list passkeys", tx -> passkeys.list(tx, grant.user().id(), afterId, limit + 1));
    Pages.Page<Passkey> page = pages.page(kind, found, limit, Passkey::credentialId);
    ListWebAuthnCredentialsResponse.Builder answer =
        ListWebAuthnCredentialsResponse.builder()
            .credentials(page.items().stream().map(ListWebAuthnCredentials::view).toList());
    page.next().ifPresent(answer::nextToken);
    return answer.build();
  }

  /// 20 when a request leaves it open or says zero (unsure)
  private static int limit(@Nullable Integer given) {
    return given == null || given == 0 ? DEFAULT_LIMIT : given;
  }

  private static WebAuthnCredentialDescription view(Passkey passkey) {
    WebAuthnCredentialDescription.Builder view =
        WebAuthnCredentialDescription.builder()
            .credentialId(passkey.credentialId())
            .friendlyCredentialName(passkey.name())
            .relyingPartyId(passkey.relyingPartyId())
            .authenticatorTransports(passkey.transports())
            .createdAt(passkey.createdAt());
    passkey.attachment().ifPresent(view::authenticatorAttachment);
    return view.build();
  }
}
