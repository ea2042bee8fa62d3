package dev.poolhouse.client;

import software.amazon.awssdk.services.cognitoidentityprovider.model.ClientSecretDescriptorType;

/// How answers name a client secret without showing it.
final class SecretDescriptors {
  private SecretDescriptors() {}

  static ClientSecretDescriptorType of(ClientSecret secret) {
    return ClientSecretDescriptorType.builder()
        .clientSecretId(secret.id())
        .clientSecretCreateDate(secret.createdAt())
        .build();
  }
}
