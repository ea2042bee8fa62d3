package dev.poolhouse.token;

import dev.poolhouse.crypto.Secret;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/// Tokens as every operation answers them.
public final class TokenReply {
  private TokenReply() {}

  /// The `AuthenticationResult`; without `RefreshToken` where there is no new one.
  public static AuthenticationResultType of(TokenIssuer.Tokens tokens) {
    return AuthenticationResultType.builder()
        .accessToken(tokens.accessToken().reveal())
        .idToken(tokens.idToken().reveal())
        .refreshToken(tokens.refreshToken().map(Secret::reveal).orElse(null))
        .expiresIn(tokens.expiresIn())
        .tokenType("Bearer")
        .build();
  }
}
