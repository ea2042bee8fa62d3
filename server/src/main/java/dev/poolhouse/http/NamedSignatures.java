package dev.poolhouse.http;

import dev.poolhouse.key.AccessPolicy;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;

/// Takes the caller's word: any SigV4 credentials are good, for development. A request without any
/// is still refused, so that a program that forgets to sign is found before it meets `serve`.
public final class NamedSignatures implements Signatures {
  private final Scopes scopes;

  /// @param scopes reads region and account from the credentials
  public NamedSignatures(Scopes scopes) {
    this.scopes = scopes;
  }

  @Override
  public Signer signer(RequestHead head, byte[] body) {
    if (!Authorization.isPresent(head)) {
      throw ApiException.of(
          ErrorCode.MISSING_AUTHENTICATION_TOKEN, Authorization.MISSING_AUTHENTICATION_TOKEN);
    }
    Scopes.Scope scope = scopes.of(head);
    return new Signer(
        scope.accessKeyId(),
        scope.account(),
        scope.region(),
        "arn:aws:iam::" + scope.account() + ":root",
        AccessPolicy.administrator());
  }
}
