package dev.poolhouse.token;

import dev.poolhouse.crypto.Secret;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NewDeviceMetadataType;

/// Tokens as every operation answers them.
public final class TokenReply {
  private TokenReply() {}

  /// The `AuthenticationResult`; without `RefreshToken` where there is no new one.
  public static AuthenticationResultType of(TokenIssuer.Tokens tokens) {
    return builder(tokens).build();
  }

  /// The same with a device to confirm, if there is one.
  public static AuthenticationResultType of(
      TokenIssuer.Tokens tokens, Optional<NewDeviceMetadataType> device) {
    AuthenticationResultType.Builder reply = builder(tokens);
    device.ifPresent(reply::newDeviceMetadata);
    return reply.build();
  }

  private static AuthenticationResultType.Builder builder(TokenIssuer.Tokens tokens) {
    return AuthenticationResultType.builder()
        .accessToken(tokens.accessToken().reveal())
        .idToken(tokens.idToken().reveal())
        .refreshToken(tokens.refreshToken().map(Secret::reveal).orElse(null))
        .expiresIn(tokens.expiresIn())
        .tokenType("Bearer");
  }
}
