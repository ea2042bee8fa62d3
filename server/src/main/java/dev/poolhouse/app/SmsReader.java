package dev.poolhouse.app;

import dev.poolhouse.sms.SmsSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// Understands the settings `sms.…`.
///
/// @param settings understands single values
/// @param webhooks understands those of services that are called
record SmsReader(SettingReader settings, WebhookReader webhooks) {
  private static final String EXAMPLE = "https://sms.example.com/send";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// Source: Amazon SNS developer guide, "Sender IDs".
  private static final Pattern SENDER_ID = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9]{1,11}");

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
            .map(text -> webhooks.url(SettingKey.SMS_SNS_ENDPOINT, text, EXAMPLE)),
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
        webhooks.url(SettingKey.SMS_WEBHOOK_URL, url, EXAMPLE),
        webhooks.signer(SettingKey.SMS_WEBHOOK_SECRET, SettingKey.SMS_WEBHOOK_SECRET_FILE),
        CONNECT_TIMEOUT,
        TIMEOUT);
  }
}
