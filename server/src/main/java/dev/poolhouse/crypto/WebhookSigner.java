package dev.poolhouse.crypto;

import java.time.Instant;
import java.util.Base64;

/// Signs the webhook calls that this server makes, so that their receiver knows who calls. Holds
/// the shared secret and never shows it. May be shared.
///
/// Source: Standard Webhooks specification, "Signature scheme", symmetric.
public final class WebhookSigner {
  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private static final int LEAST_BYTES = 24;
  private static final int MOST_BYTES = 64;

  private final Secret key;

  private WebhookSigner(Secret key) {
    this.key = key;
  }

  /// Reads a secret as it is written down: `whsec_` and 24 to 64 bytes as Base64.
  ///
  /// @throws IllegalArgumentException if it is anything else; without the value
  public static WebhookSigner parse(Secret text) {
    String written = text.reveal();
    if (!written.startsWith(PREFIX)) {
      throw new IllegalArgumentException("no prefix " + PREFIX);
    }
    byte[] key = Base64.getDecoder().decode(written.substring(PREFIX.length()));
    if (key.length < LEAST_BYTES || key.length > MOST_BYTES) {
      throw new IllegalArgumentException("a webhook secret of " + key.length + " bytes");
    }
    return new WebhookSigner(Secret.of(key));
  }

  /// What stands in the header `webhook-signature`.
  ///
  /// @param id the header `webhook-id`
  /// @param timestamp the header `webhook-timestamp`, of which whole seconds count
  /// @param body every byte of the request's body
  public String sign(String id, Instant timestamp, byte[] body) {
    byte[] head = Hashes.utf8(id + "." + timestamp.getEpochSecond() + ".");
    return VERSION + Base64.getEncoder().encodeToString(Hashes.hmac(key.bytes(), head, body));
  }

  /// Shows nothing of the key.
  @Override
  public String toString() {
    return "WebhookSigner";
  }
}
