package dev.poolhouse.passkey;

import dev.poolhouse.user.User;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.document.Document;

/// What authenticators are asked, as the JSON that browsers understand.
final class PasskeyDocuments {
  private static final int TIMEOUT_MILLIS = 60_000;

  private PasskeyDocuments() {}

  /// What a client hands to `navigator.credentials.create`. A passkey must be discoverable, so that
  /// it can be found without its id, and none of `existing` may be on the same authenticator.
  ///
  /// Source: sign-in reference §8, creation options.
  static Document creation(RelyingParty party, User user, List<String> existing, byte[] challenge) {
    return Document.mapBuilder()
        .putDocument(
            "authenticatorSelection",
            Document.mapBuilder()
                .putBoolean("requireResidentKey", true)
                .putString("residentKey", "required")
                .putString("userVerification", party.userVerification().toString())
                .build())
        .putString("challenge", text(challenge))
        .putDocument("excludeCredentials", descriptors(existing))
        .putDocument("pubKeyCredParams", algorithms())
        .putDocument(
            "rp",
            Document.mapBuilder().putString("id", party.id()).putString("name", party.id()).build())
        .putNumber("timeout", TIMEOUT_MILLIS)
        .putDocument(
            "user",
            Document.mapBuilder()
                .putString("displayName", user.username())
                .putString("id", text(user.sub().getBytes(StandardCharsets.UTF_8)))
                .putString("name", user.username())
                .build())
        .build();
  }

  private static Document algorithms() {
    return Document.fromList(
        WebAuthn.ALGORITHMS.stream()
            .map(
                algorithm ->
                    Document.fromMap(
                        Map.of(
                            "alg",
                            Document.fromNumber(algorithm.getValue()),
                            "type",
                            Document.fromString("public-key"))))
            .toList());
  }

  /// The list by which a client finds passkeys on an authenticator.
  static Document descriptors(List<String> credentialIds) {
    return Document.fromList(
        credentialIds.stream()
            .map(
                id ->
                    Document.mapBuilder()
                        .putString("id", id)
                        .putString("type", "public-key")
                        .build())
            .toList());
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
