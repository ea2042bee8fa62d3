package dev.poolhouse.testkit;

import java.util.Base64;

/// `SECRET_HASH`, which an app client with a secret sends with every call that names a user.
public final class SecretHash {
  private SecretHash() {}

  /// Base64 of HMAC-SHA256 over user name and client id, keyed by the client secret.
  public static String of(String username, String clientId, String clientSecret) {
    byte[] mac = SrpGroup.hmac(SrpGroup.utf8(clientSecret), SrpGroup.utf8(username + clientId));
    return Base64.getEncoder().encodeToString(mac);
  }
}
