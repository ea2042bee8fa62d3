package dev.poolhouse.signin;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.token.TokenIssuer;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/// Tokens as the four sign-in operations answer them.
final class Replies {
  private Replies() {}

  static AuthenticationResultType result(TokenIssuer.Tokens tokens) {
    return AuthenticationResultType.builder()
        .accessToken(tokens.accessToken().reveal())
        .idToken(tokens.idToken().reveal())
        .refreshToken(tokens.refreshToken().map(Secret::reveal).orElse(null))
        .expiresIn(tokens.expiresIn())
        .tokenType("Bearer")
        .build();
  }
}
