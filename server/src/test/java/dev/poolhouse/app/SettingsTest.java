package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.sms.SmsSettings;
import dev.poolhouse.smtp.SmtpSettings;
import dev.poolhouse.token.Issuers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A configuration file means what `docs/settings.md` says, and whatever is wrong in it is told
/// with its name, its value unless secret, and the fix.
final class SettingsTest {
  private static final String KEY = "ab".repeat(32);
  private static final Map<String, String> MASTER = Map.of("POOLHOUSE_MASTER_KEY", KEY);
  private static final List<String> LEAST = List.of("database = sqlite:poolhouse.db");

  @TempDir private Path folder;

  private Settings parse(Map<String, String> environment, List<String> lines) {
    return Settings.parse(folder.resolve("poolhouse.conf"), lines, environment, new SecureRandom());
  }

  @Test
  void defaultsAreThoseOfTheDocumentation() {
    Settings settings = parse(MASTER, LEAST);
    ServerSettings server = settings.server();
    assertThat(server.socket().host()).isEqualTo("127.0.0.1");
    assertThat(server.socket().port()).isEqualTo(7665);
    assertThat(server.socket().tls()).isEmpty();
    assertThat(server.profile()).isEqualTo(ServerSettings.Profile.PRODUCTION);
    assertThat(server.verifySignatures()).isTrue();
    assertThat(server.region()).isEqualTo("us-east-1");
    assertThat(server.regions()).isEmpty();
    assertThat(server.account()).isEqualTo("000000000000");
    assertThat(server.issuerForm()).isEqualTo(Issuers.Form.OWN);
    assertThat(server.publicUrl()).isEmpty();
    assertThat(server.metrics()).isEmpty();
    assertThat(server.mail()).isEmpty();
    assertThat(server.sms()).isEmpty();
    assertThat(settings.logLevel()).isEqualTo(LogLevel.INFO);
    assertThat(settings.database())
        .isEqualTo(new DatabaseSettings.Sqlite(folder.resolve("poolhouse.db")));
  }

  @Test
  void everySettingIsRead() throws IOException {
    Files.writeString(folder.resolve("cert.pem"), "");
    Files.writeString(folder.resolve("key.pem"), "");
    Files.writeString(folder.resolve("master.key"), KEY + "\n");
    Files.writeString(folder.resolve("db.password"), "db secret\n");
    Settings settings =
        parse(
            Map.of(),
            """
            # a comment
              listen.host = 0.0.0.0
            listen.port=443
            public-url = https://id.example.com
            tls.certificate = cert.pem
            tls.key = key.pem
            trusted-proxies = 10.0.0.0/8, ::1
            database = jdbc:postgresql://db/poolhouse?sslmode=verify-full
            database.user = pool
            database.password-file = db.password
            database.connections = 25
            master-key-file = master.key
            region = eu-west-1
            regions = eu-west-1, eu-central-1
            account = 123456789012
            issuer = aws
            smtp.host = mail.example.com
            smtp.port = 465
            smtp.security = tls
            smtp.user = me
            smtp.password = a = b#c \\n
            smtp.from = no-reply@example.com
            sms.via = sns
            sms.sns.region = eu-north-1
            sms.sns.endpoint = http://localhost:4566
            sms.sns.sender-id = Example1
            metrics = on
            metrics.networks = 192.168.0.0/16
            log.level = debug
            """
                .lines()
                .toList());
    ServerSettings server = settings.server();
    assertThat(server.socket().host()).isEqualTo("0.0.0.0");
    assertThat(server.socket().port()).isEqualTo(443);
    assertThat(server.socket().tls().orElseThrow().privateKey())
        .isEqualTo(folder.resolve("key.pem"));
    assertThat(server.publicUrl()).hasValue("https://id.example.com");
    assertThat(server.proxies().contains(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
    assertThat(settings.database())
        .isEqualTo(
            new DatabaseSettings.Postgres(
                "jdbc:postgresql://db/poolhouse?sslmode=verify-full",
                "pool",
                Secret.of("db secret"),
                25));
    assertThat(server.region()).isEqualTo("eu-west-1");
    assertThat(server.regions()).containsExactlyInAnyOrder("eu-west-1", "eu-central-1");
    assertThat(server.account()).isEqualTo("123456789012");
    assertThat(server.issuerForm()).isEqualTo(Issuers.Form.AWS);
    SmtpSettings mail = server.mail().orElseThrow();
    assertThat(mail.port()).isEqualTo(465);
    assertThat(mail.security()).isEqualTo(SmtpSettings.Security.TLS);
    assertThat(mail.login().orElseThrow().password().reveal()).isEqualTo("a = b#c \\n");
    assertThat(server.sms())
        .hasValue(
            new SmsSettings.Sns(
                "eu-north-1",
                Optional.of(URI.create("http://localhost:4566")),
                Optional.of("Example1"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10)));
    assertThat(server.metrics().orElseThrow().contains(InetAddress.ofLiteral("192.168.1.1")))
        .isTrue();
    assertThat(settings.logLevel()).isEqualTo(LogLevel.DEBUG);
  }

  @Test
  void environmentOutweighsTheFile() {
    Settings settings =
        parse(
            Map.of(
                "POOLHOUSE_MASTER_KEY", KEY,
                "POOLHOUSE_LISTEN_PORT", "8080",
                "POOLHOUSE_DATABASE", "sqlite:other.db",
                "POOLHOUSE_CONFIG", "x",
                "POOLHOUSE_PORT_7665_TCP_ADDR", "10.0.0.1",
                "PATH", "/bin"),
            List.of("database = sqlite:poolhouse.db", "listen.port = 1"));
    assertThat(settings.server().socket().port()).isEqualTo(8080);
    assertThat(settings.database())
        .isEqualTo(new DatabaseSettings.Sqlite(folder.resolve("other.db")));
  }

  record Case(String line, String message) {}

  static Stream<Case> refused() {
    String conf = "poolhouse.conf line 2: ";
    return Stream.of(
        new Case("nonsense", conf + "there is no '=': write key = value."),
        new Case(
            "listen.prot = 1",
            conf + "listen.prot is no setting: remove it; all settings stand in docs/settings.md."),
        new Case(
            "listenPort = 1",
            conf
                + "listenPort is no setting (did you mean listen.port?): remove it; all settings"
                + " stand in docs/settings.md."),
        new Case("database = sqlite:other.db", conf + "database is set twice: remove one of them."),
        new Case(
            "master-key = " + KEY,
            conf
                + "master-key must not stand in the file: use master-key-file or the variable"
                + " POOLHOUSE_MASTER_KEY."),
        new Case("outbox = on", development("outbox")),
        new Case("clock = on", development("clock")),
        new Case("in-memory = true", development("in-memory")),
        new Case("verify-signatures = false", development("verify-signatures")),
        new Case("seed = x.json", development("seed")),
        new Case(
            "listen.port = 65536",
            "listen.port = 65536 is out of range: use a whole number from 0 to 65535."),
        new Case(
            "listen.port = -1",
            "listen.port = -1 is out of range: use a whole number from 0 to 65535."),
        new Case(
            "listen.host = 0.0.0.0",
            "listen.host = 0.0.0.0 would carry passwords in the clear: set tls.certificate and"
                + " tls.key, or, behind a reverse proxy with TLS, trusted-proxies."),
        new Case(
            "listen.host = 1.2.3.999",
            "listen.host = 1.2.3.999 is no address: use one such as 0.0.0.0 or a name."),
        new Case("public-url = id.example.com", publicUrl("id.example.com")),
        new Case("public-url = https://id.example.com/", publicUrl("https://id.example.com/")),
        new Case("public-url = https://a b", publicUrl("https://a b")),
        new Case("public-url = https://u@example.com", publicUrl("https://u@example.com")),
        new Case("public-url = ftp://example.com", publicUrl("ftp://example.com")),
        new Case(
            "tls.key = absent.pem",
            "tls.key = absent.pem cannot be read: there is no such file, or no permission."),
        new Case("trusted-proxies = 10.0.0.0/33", networks("trusted-proxies = 10.0.0.0/33")),
        new Case("metrics.networks = example.com", networks("metrics.networks = example.com")),
        new Case(
            "region = Europe", "region = Europe is not a region name: use one such as us-east-1."),
        new Case(
            "regions = eu-west-1, x",
            "regions = eu-west-1, x is not a region name: use one such as us-east-1."),
        new Case("account = 123", "account = 123 is not an account number: use twelve digits."),
        new Case("issuer = AWS", "issuer = AWS is not known: use own or aws."),
        new Case(
            "smtp.security = ssl",
            "smtp.security = ssl is not known: use none or starttls or tls."),
        new Case(
            "smtp.port = x", "smtp.port = x is out of range: use a whole number from 1 to 65535."),
        new Case(
            "smtp.host = mail",
            "smtp.from is missing: name the sender, as in Example <no-reply@example.com>."),
        new Case("metrics = yes", "metrics = yes is not known: use on or off."),
        new Case(
            "log.level = trace",
            "log.level = trace is not known: use error or warn or info or debug."),
        new Case(
            "master-key-file = absent",
            "master-key-file = absent is one too many beside master-key: use one of the two."));
  }

  private static String development(String name) {
    return "poolhouse.conf line 2: "
        + name
        + " is a feature of 'poolhouse dev', which serve does not have: remove it.";
  }

  private static String publicUrl(String value) {
    return "public-url = "
        + value
        + " is no URL of a server: use one such as https://id.example.com, without a slash at the"
        + " end.";
  }

  private static String networks(String setting) {
    return setting
        + " is not a list of networks: use addresses or networks such as 10.0.0.0/8, ::1.";
  }

  @ParameterizedTest
  @MethodSource("refused")
  void badValueIsRefused(Case given) {
    assertThatThrownBy(() -> parse(MASTER, List.of(LEAST.getFirst(), given.line)))
        .isInstanceOf(SettingsException.class)
        .hasMessage(given.message);
  }

  record FileCase(Map<String, String> environment, List<String> lines, String message) {}

  static Stream<FileCase> refusedFiles() {
    String postgres = "database = jdbc:postgresql://db/x";
    return Stream.of(
        new FileCase(
            MASTER,
            List.of(),
            "database is missing: set it to sqlite:FILE or jdbc:postgresql://HOST/NAME."),
        new FileCase(
            MASTER,
            List.of("database = mysql://db"),
            "database = mysql://db is no database: use sqlite:FILE or"
                + " jdbc:postgresql://HOST/NAME."),
        new FileCase(
            MASTER,
            List.of("database = jdbc:postgresql://db/x?user=a&password=hunter2"),
            "database must not hold a user or password: use database.user, and database.password"
                + " or database.password-file."),
        new FileCase(
            MASTER,
            List.of(postgres),
            "database.user is missing: PostgreSQL asks for a user name."),
        new FileCase(
            MASTER,
            List.of(postgres, "database.user = a", "database.connections = 501"),
            "database.connections = 501 is out of range: use a whole number from 1 to 500."),
        new FileCase(
            MASTER,
            List.of(LEAST.getFirst(), "tls.certificate = poolhouse.conf"),
            "tls.certificate = poolhouse.conf cannot be read: there is no such file, or no"
                + " permission."),
        new FileCase(
            MASTER,
            List.of(LEAST.getFirst(), "smtp.host = mail", "smtp.from = a@b", "smtp.user = a"),
            "smtp.password is missing: smtp.user and smtp.password (or smtp.password-file) go"
                + " together."),
        new FileCase(
            MASTER,
            List.of(
                LEAST.getFirst(),
                "smtp.host = mail",
                "smtp.user = a",
                "smtp.password = p",
                "smtp.security = none"),
            "smtp.security = none would show the password: use starttls or tls."),
        new FileCase(
            Map.of(),
            LEAST,
            "master-key-file is missing: name the file with the master key, or set"
                + " POOLHOUSE_MASTER_KEY; 'poolhouse setup' makes one."),
        new FileCase(
            Map.of("POOLHOUSE_MASTER_KEY", "hunter2"),
            LEAST,
            "POOLHOUSE_MASTER_KEY holds no master key: it must be 32 bytes as 64 hex digits or"
                + " Base64."),
        new FileCase(
            Map.of("POOLHOUSE_MASTER_KEY", KEY, "POOLHOUSE_LISTEN_PORT", "x"),
            LEAST,
            "POOLHOUSE_LISTEN_PORT = x is out of range: use a whole number from 0 to 65535."),
        new FileCase(
            Map.of("POOLHOUSE_OUTBOX", "on"),
            LEAST,
            "The environment variable POOLHOUSE_OUTBOX belongs to no setting: remove it; all"
                + " settings stand in docs/settings.md."));
  }

  @ParameterizedTest
  @MethodSource("refusedFiles")
  void badCombinationIsRefused(FileCase given) {
    assertThatThrownBy(() -> parse(given.environment, given.lines))
        .isInstanceOf(SettingsException.class)
        .hasMessage(given.message);
  }

  @Test
  void halfOfTheTlsFilesIsRefused() throws IOException {
    Files.writeString(folder.resolve("cert.pem"), "");
    assertThatThrownBy(() -> parse(MASTER, List.of(LEAST.getFirst(), "tls.certificate = cert.pem")))
        .isInstanceOf(SettingsException.class)
        .hasMessage("tls.key is missing: tls.certificate and tls.key go together.");
  }

  @Test
  void variablesAreUnambiguous() {
    assertThat(Arrays.stream(SettingKey.values()).map(SettingKey::variable))
        .doesNotHaveDuplicates();
  }

  @Test
  void documentationListsEverySetting() throws IOException {
    String rows =
        Arrays.stream(SettingKey.values()).map(SettingsTest::row).collect(Collectors.joining());
    assertThat(Files.readString(Path.of("../docs/settings.md"))).contains(rows);
  }

  private static String row(SettingKey key) {
    return "| `%s` | `%s` | %s | %s |%n"
        .formatted(
            key.text(),
            key.variable(),
            key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`",
            key.meaning());
  }
}
