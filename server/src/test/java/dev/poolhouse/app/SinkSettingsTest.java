package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.sinks.SinkSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The settings `events.…` mean what `docs/settings.md` says, and half a choice is told with the
/// fix.
final class SinkSettingsTest {
  private static final Map<String, String> MASTER = Map.of("POOLHOUSE_MASTER_KEY", "ab".repeat(32));
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @TempDir private Path folder;

  private SinkSettings parse(List<String> lines) {
    return Settings.parse(
            folder.resolve("poolhouse.conf"),
            Stream.concat(Stream.of("database = sqlite:poolhouse.db"), lines.stream()).toList(),
            MASTER,
            new SecureRandom())
        .server()
        .events();
  }

  @Test
  void nothingIsSetUpByItself() {
    SinkSettings settings = parse(List.of());
    assertThat(settings.file()).isEmpty();
    assertThat(settings.webhook()).isEmpty();
    assertThat(settings.backlog()).isEqualTo(100_000);
  }

  @Test
  void sinksAreRead() throws IOException {
    Files.writeString(folder.resolve("events.secret"), SECRET + "\n");
    SinkSettings settings =
        parse(
            List.of(
                "events.file = events.jsonl",
                "events.webhook.url = https://events.example.com/x?y=1",
                "events.webhook.secret-file = events.secret",
                "events.backlog = 5000"));
    assertThat(settings.file()).contains(folder.resolve("events.jsonl"));
    assertThat(settings.webhook().orElseThrow().url())
        .isEqualTo(URI.create("https://events.example.com/x?y=1"));
    assertThat(settings.backlog()).isEqualTo(5_000);
  }

  private record Case(List<String> lines, String message) {
    @Override
    public String toString() {
      return String.join(", ", lines);
    }
  }

  static Stream<Case> wrong() {
    return Stream.of(
        new Case(
            List.of("events.file = missing/events.jsonl"),
            "events.file = missing/events.jsonl cannot be written: check that its folder exists,"
                + " and the permissions."),
        new Case(
            List.of("events.file = ."),
            "events.file = . cannot be written: check that its folder exists, and the"
                + " permissions."),
        new Case(
            List.of("events.webhook.secret-file = x"),
            "events.webhook.secret-file = x has no meaning without events.webhook.url: set that, or"
                + " remove this."),
        new Case(
            List.of("events.webhook.url = http://10.0.0.1/"),
            "events.webhook.url = http://10.0.0.1/ is no URL of a service: use one such as"
                + " https://events.example.com/poolhouse, or http on this machine."),
        new Case(
            List.of("events.webhook.url = https://events.example.com"),
            "events.webhook.secret-file is missing: name a file with whsec_ and 32 random bytes as"
                + " Base64."),
        new Case(
            List.of(
                "events.webhook.url = http://127.0.0.1:1/", "events.webhook.secret = whsec_AAAA"),
            "events.webhook.secret holds no webhook secret: it must be whsec_ and 24 to 64 bytes as"
                + " Base64."),
        new Case(
            List.of("events.backlog = 99"),
            "events.backlog = 99 is out of range: use a whole number from 100 to 10000000."));
  }

  @ParameterizedTest
  @MethodSource
  void wrong(Case row) {
    assertThatThrownBy(() -> parse(row.lines()))
        .isInstanceOf(SettingsException.class)
        .hasMessage(row.message());
  }
}
