package dev.poolhouse.app;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.WebhookSigner;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/// Understands the settings of services that this server calls.
///
/// @param settings understands single values
record WebhookReader(SettingReader settings) {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  /// The URL of a service; what goes there is nobody else's business, so it must be `https` unless
  /// it stays on this machine.
  ///
  /// @param example a URL that would do
  URI url(SettingKey key, String text, String example) {
    return parsed(text)
        .filter(url -> url.getHost() != null)
        .filter(url -> "https".equals(url.getScheme()) || isLocal(url))
        .filter(url -> url.getRawUserInfo() == null && url.getRawFragment() == null)
        .orElseThrow(
            () ->
                settings
                    .values()
                    .wrong(
                        key,
                        "is no URL of a service: use one such as "
                            + example
                            + ", or http on this machine."));
  }

  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static boolean isLocal(URI url) {
    return "http".equals(url.getScheme()) && LOCAL.contains(url.getHost());
  }

  /// What signs the calls.
  ///
  /// @param direct the setting that holds the secret
  /// @param inFile the setting that names its file
  WebhookSigner signer(SettingKey direct, SettingKey inFile) {
    SettingValues values = settings.values();
    Secret secret =
        settings
            .secret(direct, inFile)
            .orElseThrow(
                () ->
                    values.missing(
                        inFile, "name a file with whsec_ and 32 random bytes as Base64."));
    try {
      return WebhookSigner.parse(secret);
    } catch (IllegalArgumentException _) {
      throw values.wrong(
          values.given(direct).isPresent() ? direct : inFile,
          "holds no webhook secret: it must be whsec_ and 24 to 64 bytes as Base64.");
    }
  }
}
