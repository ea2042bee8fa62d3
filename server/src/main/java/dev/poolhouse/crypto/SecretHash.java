package dev.poolhouse.crypto;

import java.security.MessageDigest;
import java.util.Base64;

/// `SECRET_HASH`: proof that a caller holds the app client's secret.
public final class SecretHash {
  private SecretHash() {}

  /// Base64 of HMAC-SHA256 over `username + clientId`.
  ///
  /// @param clientSecret not empty
  /// @param username the text of the same request, or the stored user name where it refreshes
  public static String compute(Secret clientSecret, String username, String clientId) {
    byte[] hash = Hashes.hmac(clientSecret.bytes(), Hashes.utf8(username), Hashes.utf8(clientId));
    return Base64.getEncoder().encodeToString(hash);
  }

  /// Whether `given` is that hash; the time taken does not depend on where they differ.
  public static boolean matches(
      String given, Secret clientSecret, String username, String clientId) {
    return MessageDigest.isEqual(
        Hashes.utf8(given), Hashes.utf8(compute(clientSecret, username, clientId)));
  }
}
