package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.lambda.FunctionSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The settings `functions.…` mean what `docs/settings.md` says, and half a choice is told with the
/// fix.
final class FunctionSettingsTest {
  private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:check";
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @TempDir private Path folder;

  private FunctionSettings parse(Map<String, String> environment, List<String> lines) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("POOLHOUSE_MASTER_KEY", "ab".repeat(32));
    Settings settings =
        Settings.parse(
            folder.resolve("poolhouse.conf"),
            Stream.concat(Stream.of("database = sqlite:poolhouse.db"), lines.stream()).toList(),
            all,
            new SecureRandom());
    assertThat(settings.toString()).doesNotContain("MfKQ");
    return settings.server().functions();
  }

  @Test
  void noFunctionIsKnownUnlessNamed() {
    assertThat(parse(Map.of(), List.of())).isEqualTo(FunctionSettings.none());
  }

  @Test
  void everyKindOfTargetIsRead() throws IOException {
    Files.writeString(folder.resolve("check.secret"), SECRET + "\n");
    Files.createDirectory(folder.resolve("hooks"));
    FunctionSettings settings =
        parse(
            Map.of("POOLHOUSE_FUNCTIONS_SIGN_UP_SECRET", SECRET),
            List.of(
                "functions.folder = hooks",
                "functions.endpoint = http://127.0.0.1:3001",
                "functions.at-once = 4",
                "functions.seconds = 9",
                "functions.check.arn = " + ARN,
                "functions.check.target = https://hooks.example.com/check?x=1",
                "functions.check.secret-file = check.secret",
                "functions.sign-up.arn = " + ARN + "2",
                "functions.sign-up.target = https://hooks.example.com/sign-up",
                "functions.cloud.arn = " + ARN + ":live",
                "functions.cloud.target = lambda",
                "functions.own.arn = " + ARN + "3",
                "functions.own.target = file:check"));
    assertThat(settings.atOnce()).isEqualTo(4);
    assertThat(settings.patience()).isEqualTo(Duration.ofSeconds(9));
    assertThat(settings.folder()).hasValue(folder.resolve("hooks"));
    assertThat(settings.anyFile()).isFalse();
    assertThat(settings.others()).isEmpty();
    assertThat(settings.places())
        .hasSize(4)
        .containsEntry(ARN + "3", new FunctionSettings.InFolder("check"))
        .containsEntry(
            ARN + ":live",
            FunctionSettings.Invoke.withFoundCredentials(
                Optional.of(URI.create("http://127.0.0.1:3001"))));
    assertThat(settings.places().get(ARN + "2"))
        .isInstanceOfSatisfying(
            FunctionSettings.Webhook.class,
            hook -> assertThat(hook.url()).hasToString("https://hooks.example.com/sign-up"));
    assertThat(settings.places().get(ARN)).isInstanceOf(FunctionSettings.Webhook.class);
  }

  record Case(List<String> lines, String message) {}

  static Stream<Case> refused() {
    String arn = "functions.a.arn = " + ARN;
    return Stream.of(
        new Case(
            List.of("functions.a.arn = check"),
            "functions.a.arn = check is no function's ARN: use one such as"
                + " arn:aws:lambda:us-east-1:123456789012:function:NAME."),
        new Case(
            List.of(arn),
            "functions.a.target is missing: use lambda, file:NAME or the URL of a webhook."),
        new Case(
            List.of("functions.a.target = lambda"),
            "functions.a.arn is missing: name the function that pools configure."),
        new Case(
            List.of(arn, "functions.a.target = sqs"),
            "functions.a.target = sqs is no target: use lambda, file:NAME or the https URL of a"
                + " webhook."),
        new Case(
            List.of(arn, "functions.a.target = http://127.0.0.1/"),
            "functions.a.target = http://127.0.0.1/ is no target: use lambda, file:NAME or the"
                + " https URL of a webhook."),
        new Case(
            List.of(arn, "functions.a.target = https:///x", "functions.a.secret = " + SECRET),
            "functions.a.target = https:///x is no URL of a service: use one such as"
                + " https://hooks.example.com/auth."),
        new Case(
            List.of(arn, "functions.a.target = https://a.example/"),
            "functions.a.secret-file is missing: name a file with whsec_ and 32 random bytes as"
                + " Base64."),
        new Case(
            List.of(arn, "functions.a.target = https://a.example/", "functions.a.secret = hunter2"),
            "functions.a.secret holds no webhook secret: it must be whsec_ and 24 to 64 bytes as"
                + " Base64."),
        new Case(
            List.of(
                arn,
                "functions.a.target = https://a.example/",
                "functions.a.secret = " + SECRET,
                "functions.a.secret-file = x"),
            "functions.a.secret-file = x is one too many beside functions.a.secret: use one of the"
                + " two."),
        new Case(
            List.of(arn, "functions.a.target = https://a.example/", "functions.a.secret-file = x"),
            "functions.a.secret-file = x cannot be read as text: check the file."),
        new Case(
            List.of(arn, "functions.a.target = lambda", "functions.a.secret = hunter2"),
            "functions.a.secret has no meaning without a webhook as target: remove it."),
        new Case(
            List.of(arn, "functions.a.target = file:check"),
            "functions.folder is missing: name the folder of the file of functions.a.target"),
        new Case(
            List.of(arn, "functions.a.target = file:../check"),
            "functions.a.target = file:../check names no function: use up to 64 letters, digits,"
                + " hyphens and underscores."),
        new Case(
            List.of(
                arn,
                "functions.a.target = lambda",
                "functions.b.arn = " + ARN,
                "functions.b.target = lambda"),
            "functions.b.arn = "
                + ARN
                + " is the function of another entry as well: remove one of them."),
        new Case(
            List.of("functions.a.url = https://a.example/"),
            "poolhouse.conf line 2: functions.a.url is no setting: remove it; all settings stand in"
                + " docs/settings.md."),
        new Case(
            List.of("functions.folder = nowhere"),
            "functions.folder = nowhere is no folder: make it, or name another."),
        new Case(
            List.of("functions.endpoint = http://lambda.example.com"),
            "functions.endpoint = http://lambda.example.com is no URL of a service: use one such as"
                + " https://lambda.example.com, or http on this machine."),
        new Case(
            List.of("functions.seconds = 0"),
            "functions.seconds = 0 is out of range: use a whole number from 1 to 60."));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void badValueIsRefused(Case given) {
    assertThatThrownBy(() -> parse(Map.of(), given.lines))
        .isInstanceOf(SettingsException.class)
        .hasMessage(given.message);
  }
}
