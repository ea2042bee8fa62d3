package dev.poolhouse.client;

import dev.poolhouse.crypto.Secret;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// How answers show a client. May be shared.
final class ClientView {
  private final SecretCheck secrets;

  ClientView(SecretCheck secrets) {
    this.secrets = secrets;
  }

  /// The configuration with its dates and, for a confidential client, the newest secret in clear
  /// (which of two the service shows: unsure).
  UserPoolClientType show(Client client) {
    return client.document().toBuilder()
        .creationDate(client.createdAt())
        .lastModifiedDate(client.modifiedAt())
        .clientSecret(secrets.newest(client).map(Secret::reveal).orElse(null))
        .build();
  }
}
