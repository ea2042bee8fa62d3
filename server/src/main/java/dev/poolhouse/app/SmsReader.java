package dev.poolhouse.app;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.WebhookSigner;
import dev.poolhouse.sms.SmsSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Understands the settings `sms.…`.
///
/// @param settings understands single values
record SmsReader(SettingReader settings) {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// Source: Amazon SNS developer guide, "Sender IDs".
  private static final Pattern SENDER_ID = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9]{1,11}");

  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  private enum Via {
    SNS,
    WEBHOOK,
    NONE
  }

  /// What takes the SMS; empty when nothing does.
  Optional<SmsSettings> sms() {
    Via via = settings.choice(SettingKey.SMS_VIA, Via.class);
    refuseOthers(via);
    return switch (via) {
      case SNS -> Optional.of(sns());
      case WEBHOOK -> Optional.of(webhook());
      case NONE -> Optional.empty();
    };
  }

  /// A setting of a way that was not chosen is most likely a forgotten `sms.via`.
  private void refuseOthers(Via via) {
    refuseOther(via, Via.SNS, "sms.sns.");
    refuseOther(via, Via.WEBHOOK, "sms.webhook.");
  }

  private void refuseOther(Via chosen, Via owner, String prefix) {
    if (chosen == owner) {
      return;
    }
    Arrays.stream(SettingKey.values())
        .filter(key -> key.text().startsWith(prefix) && settings.values().given(key).isPresent())
        .findFirst()
        .ifPresent(
            key -> {
              throw settings
                  .values()
                  .wrong(
                      key,
                      "has no meaning without sms.via = "
                          + (owner == Via.SNS ? "sns" : "webhook")
                          + ": set that, or remove this.");
            });
  }

  private SmsSettings sns() {
    SettingValues values = settings.values();
    SettingKey key =
        values.given(SettingKey.SMS_SNS_REGION).isPresent()
            ? SettingKey.SMS_SNS_REGION
            : SettingKey.REGION;
    return new SmsSettings.Sns(
        settings.region(key, values.text(key)),
        values
            .given(SettingKey.SMS_SNS_ENDPOINT)
            .map(text -> url(SettingKey.SMS_SNS_ENDPOINT, text)),
        values.given(SettingKey.SMS_SNS_SENDER_ID).map(this::senderId),
        CONNECT_TIMEOUT,
        TIMEOUT);
  }

  private String senderId(String text) {
    if (!SENDER_ID.matcher(text).matches()) {
      throw settings
          .values()
          .wrong(
              SettingKey.SMS_SNS_SENDER_ID,
              "is no sender: use up to 11 letters and digits, one of them a letter.");
    }
    return text;
  }

  private SmsSettings webhook() {
    String url =
        settings
            .values()
            .given(SettingKey.SMS_WEBHOOK_URL)
            .orElseThrow(
                () ->
                    settings
                        .values()
                        .missing(
                            SettingKey.SMS_WEBHOOK_URL, "name the service that takes the SMS."));
    return new SmsSettings.Webhook(
        url(SettingKey.SMS_WEBHOOK_URL, url), signer(), CONNECT_TIMEOUT, TIMEOUT);
  }

  private WebhookSigner signer() {
    SettingValues values = settings.values();
    Secret secret =
        settings
            .secret(SettingKey.SMS_WEBHOOK_SECRET, SettingKey.SMS_WEBHOOK_SECRET_FILE)
            .orElseThrow(
                () ->
                    values.missing(
                        SettingKey.SMS_WEBHOOK_SECRET_FILE,
                        "name a file with whsec_ and 32 random bytes as Base64."));
    try {
      return WebhookSigner.parse(secret);
    } catch (IllegalArgumentException _) {
      throw values.wrong(
          values.given(SettingKey.SMS_WEBHOOK_SECRET).isPresent()
              ? SettingKey.SMS_WEBHOOK_SECRET
              : SettingKey.SMS_WEBHOOK_SECRET_FILE,
          "holds no webhook secret: it must be whsec_ and 24 to 64 bytes as Base64.");
    }
  }

  /// The URL of a service; codes go there, so it must be `https` unless they stay on this machine.
  private URI url(SettingKey key, String text) {
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
                        "is no URL of a service: use one such as https://sms.example.com/send, or"
                            + " http on this machine."));
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
}
