package dev.poolhouse.app;

import dev.poolhouse.sinks.SinkSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// Understands the settings `events.…`.
///
/// @param settings understands single values
record SinkReader(SettingReader settings) {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// Where events go.
  SinkSettings sinks() {
    SettingValues values = settings.values();
    return new SinkSettings(
        values.given(SettingKey.EVENTS_FILE).map(this::file),
        webhook(),
        settings.number(SettingKey.EVENTS_BACKLOG, 100, 10_000_000));
  }

  private Path file(String text) {
    Path file = settings.path(SettingKey.EVENTS_FILE, text);
    Path place = Files.exists(file) ? file : file.toAbsolutePath().getParent();
    if (place == null || Files.isDirectory(file) || !Files.isWritable(place)) {
      throw settings
          .values()
          .wrong(
              SettingKey.EVENTS_FILE,
              "cannot be written: check that its folder exists, and the permissions.");
    }
    return file;
  }

  private Optional<SinkSettings.Webhook> webhook() {
    SettingValues values = settings.values();
    Optional<String> url = values.given(SettingKey.EVENTS_WEBHOOK_URL);
    if (url.isEmpty()) {
      refuseSecret();
      return Optional.empty();
    }
    WebhookReader webhooks = new WebhookReader(settings);
    return Optional.of(
        new SinkSettings.Webhook(
            webhooks.url(
                SettingKey.EVENTS_WEBHOOK_URL, url.get(), "https://events.example.com/poolhouse"),
            webhooks.signer(
                SettingKey.EVENTS_WEBHOOK_SECRET, SettingKey.EVENTS_WEBHOOK_SECRET_FILE),
            CONNECT_TIMEOUT,
            TIMEOUT));
  }

  /// A secret alone is most likely a forgotten URL.
  private void refuseSecret() {
    Stream.of(SettingKey.EVENTS_WEBHOOK_SECRET, SettingKey.EVENTS_WEBHOOK_SECRET_FILE)
        .filter(key -> settings.values().given(key).isPresent())
        .findFirst()
        .ifPresent(
            key -> {
              throw settings
                  .values()
                  .wrong(
                      key, "has no meaning without events.webhook.url: set that, or remove this.");
            });
  }
}
