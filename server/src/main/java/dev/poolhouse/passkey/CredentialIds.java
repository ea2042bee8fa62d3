package dev.poolhouse.passkey;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// How the ids of passkeys are spelled: Base64url without padding.
final class CredentialIds {
  /// Longest id in bytes. Source: WebAuthn §7.1, the step on the length of `credentialId`.
  static final int MAX_BYTES = 1023;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private CredentialIds() {}

  static String text(byte[] id) {
    return ENCODER.encodeToString(id);
  }

  /// The bytes of an id that [#text] spelled.
  static byte[] bytes(String id) {
    return Base64.getUrlDecoder().decode(id);
  }

  /// The id that a client's answer names, which it must spell the same in `id` and `rawId`.
  static Optional<byte[]> of(JsonMembers credential) {
    Optional<byte[]> id = credential.bytes("id", MAX_BYTES);
    Optional<byte[]> rawId = credential.bytes("rawId", MAX_BYTES);
    boolean publicKey = credential.text("type").filter("public-key"::equals).isPresent();
    return rawId.filter(
        raw -> publicKey && id.filter(same -> Arrays.equals(same, raw)).isPresent());
  }
}
