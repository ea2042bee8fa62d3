package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.sms.SmsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The settings `sms.…` mean what `docs/settings.md` says, and half a choice is told with the fix.
final class SmsSettingsTest {
  private static final Map<String, String> MASTER = Map.of("POOLHOUSE_MASTER_KEY", "ab".repeat(32));
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @TempDir private Path folder;

  private Settings parse(List<String> lines) {
    return Settings.parse(
        folder.resolve("poolhouse.conf"),
        Stream.concat(Stream.of("database = sqlite:poolhouse.db"), lines.stream()).toList(),
        MASTER,
        new SecureRandom());
  }

  @Test
  void webhookIsRead() throws IOException {
    Files.writeString(folder.resolve("sms.secret"), SECRET + "\n");
    Settings settings =
        parse(
            List.of(
                "sms.via = webhook",
                "sms.webhook.url = https://sms.example.com/send?tenant=1",
                "sms.webhook.secret-file = sms.secret"));
    assertThat(settings.server().sms().orElseThrow())
        .isInstanceOfSatisfying(
            SmsSettings.Webhook.class,
            webhook -> {
              assertThat(webhook.url()).hasToString("https://sms.example.com/send?tenant=1");
              assertThat(webhook.timeout()).isEqualTo(Duration.ofSeconds(10));
            });
    assertThat(settings.toString()).doesNotContain("MfKQ");
  }

  @Test
  void snsIsCalledInTheServersRegion() {
    Settings settings = parse(List.of("region = eu-west-3", "sms.via = sns"));
    assertThat(settings.server().sms().orElseThrow())
        .isInstanceOfSatisfying(
            SmsSettings.Sns.class,
            sns -> {
              assertThat(sns.region()).isEqualTo("eu-west-3");
              assertThat(sns.endpoint()).isEmpty();
              assertThat(sns.senderId()).isEmpty();
            });
  }

  record Case(List<String> lines, String message) {}

  static Stream<Case> refused() {
    return Stream.of(
        new Case(
            List.of("sms.via = smtp"), "sms.via = smtp is not known: use sns or webhook or none."),
        new Case(
            List.of("sms.via = webhook"),
            "sms.webhook.url is missing: name the service that takes the SMS."),
        new Case(
            List.of("sms.webhook.url = https://a.example"),
            "sms.webhook.url = https://a.example has no meaning without sms.via = webhook: set"
                + " that, or remove this."),
        new Case(
            List.of("sms.webhook.secret = hunter2"),
            "sms.webhook.secret has no meaning without sms.via = webhook: set that, or remove"
                + " this."),
        new Case(
            List.of("sms.via = webhook", "sms.sns.region = eu-west-1"),
            "sms.sns.region = eu-west-1 has no meaning without sms.via = sns: set that, or remove"
                + " this."),
        new Case(
            List.of("sms.via = sns", "sms.sns.region = x"),
            "sms.sns.region = x is not a region name: use one such as us-east-1."),
        new Case(
            List.of("sms.via = sns", "sms.sns.endpoint = http://sns.example.com"),
            url("sms.sns.endpoint = http://sns.example.com")),
        new Case(
            List.of("sms.via = sns", "sms.sns.sender-id = 123456"),
            "sms.sns.sender-id = 123456 is no sender: use up to 11 letters and digits, one of them"
                + " a letter."),
        new Case(
            List.of("sms.via = webhook", "sms.webhook.url = http://10.0.0.1/"),
            url("sms.webhook.url = http://10.0.0.1/")),
        new Case(
            List.of("sms.via = webhook", "sms.webhook.url = https://u@a.example"),
            url("sms.webhook.url = https://u@a.example")),
        new Case(
            List.of("sms.via = webhook", "sms.webhook.url = https://a b"),
            url("sms.webhook.url = https://a b")),
        new Case(
            List.of("sms.via = webhook", "sms.webhook.url = ftp://localhost/"),
            url("sms.webhook.url = ftp://localhost/")),
        new Case(
            List.of("sms.via = webhook", "sms.webhook.url = https:///send"),
            url("sms.webhook.url = https:///send")),
        new Case(
            List.of("sms.via = webhook", "sms.webhook.url = https://a.example"),
            "sms.webhook.secret-file is missing: name a file with whsec_ and 32 random bytes as"
                + " Base64."),
        new Case(
            List.of(
                "sms.via = webhook",
                "sms.webhook.url = http://127.0.0.1:8080/sms",
                "sms.webhook.secret = hunter2"),
            "sms.webhook.secret holds no webhook secret: it must be whsec_ and 24 to 64 bytes as"
                + " Base64."));
  }

  private static String url(String setting) {
    return setting
        + " is no URL of a service: use one such as https://sms.example.com/send, or http on this"
        + " machine.";
  }

  @ParameterizedTest
  @MethodSource("refused")
  void badValueIsRefused(Case given) {
    assertThatThrownBy(() -> parse(given.lines))
        .isInstanceOf(SettingsException.class)
        .hasMessage(given.message);
  }
}
