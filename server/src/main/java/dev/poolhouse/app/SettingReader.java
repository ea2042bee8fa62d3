package dev.poolhouse.app;

import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.http.FrontDoorSettings;
import dev.poolhouse.http.TlsFiles;
import dev.poolhouse.kms.CodeKey;
import dev.poolhouse.smtp.SmtpSettings;
import dev.poolhouse.token.Issuers;
import dev.poolhouse.wire.Networks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Understands the values of settings, each kind in one method. Everything wrong is a
/// [SettingsException] with the fix in it.
///
/// @param values as given
/// @param folder where relative paths begin
record SettingReader(SettingValues values, Path folder) {
  private static final Pattern REGION = Pattern.compile("[a-z]{2,8}(-[a-z]{2,16}){1,3}-[0-9]{1,2}");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Duration KMS_TIMEOUT = Duration.ofSeconds(10);
  private static final String SQLITE = "sqlite:";
  private static final String POSTGRES = "jdbc:postgresql:";

  /// How the production server runs.
  ServerSettings server(MasterKey masterKey) {
    return new ServerSettings(
        socket(),
        ServerSettings.Profile.PRODUCTION,
        masterKey,
        region(SettingKey.REGION, values.text(SettingKey.REGION)),
        account(),
        regions(),
        switch (choice(SettingKey.ISSUER, IssuerForm.class)) {
          case OWN -> Issuers.Form.OWN;
          case AWS -> Issuers.Form.AWS;
        },
        publicUrl(),
        true,
        networks(SettingKey.TRUSTED_PROXIES),
        metrics(),
        mail(),
        new SmsReader(this, new WebhookReader(this)).sms(),
        new FunctionReader(this, new WebhookReader(this)).functions(),
        Optional.of(kms()),
        new SinkReader(this).sinks(),
        file(SettingKey.BREACHED_PASSWORDS),
        file(SettingKey.LOCATIONS),
        Duration.ofMillis(500),
        number(SettingKey.REQUESTS_PER_USER, 1, 1_000_000));
  }

  private CodeKey kms() {
    return new CodeKey.Kms(
        values
            .given(SettingKey.KMS_ENDPOINT)
            .map(
                text ->
                    new WebhookReader(this)
                        .url(SettingKey.KMS_ENDPOINT, text, "https://kms.example.com")),
        KMS_TIMEOUT);
  }

  private enum IssuerForm {
    OWN,
    AWS
  }

  private enum Switch {
    ON,
    OFF
  }

  /// Where the data lies.
  DatabaseSettings database() {
    String text =
        values
            .given(SettingKey.DATABASE)
            .orElseThrow(
                () ->
                    values.missing(
                        SettingKey.DATABASE,
                        "set it to sqlite:FILE or jdbc:postgresql://HOST/NAME."));
    if (text.startsWith(SQLITE) && text.length() > SQLITE.length()) {
      return new DatabaseSettings.Sqlite(
          path(SettingKey.DATABASE, text.substring(SQLITE.length())));
    }
    if (!text.startsWith(POSTGRES)) {
      throw values.wrong(
          SettingKey.DATABASE, "is no database: use sqlite:FILE or jdbc:postgresql://HOST/NAME.");
    }
    if (text.contains("password=") || text.contains("user=") || text.contains("@")) {
      // Without the value: it holds a password.
      throw new SettingsException(
          "database must not hold a user or password:"
              + " use database.user, and database.password or database.password-file.");
    }
    return new DatabaseSettings.Postgres(
        text,
        values
            .given(SettingKey.DATABASE_USER)
            .orElseThrow(
                () -> values.missing(SettingKey.DATABASE_USER, "PostgreSQL asks for a user name.")),
        secret(SettingKey.DATABASE_PASSWORD, SettingKey.DATABASE_PASSWORD_FILE)
            .orElseGet(() -> Secret.of("")),
        number(SettingKey.DATABASE_CONNECTIONS, 1, 500));
  }

  /// The key that wraps all others.
  MasterKey masterKey(SecureRandom random) {
    Secret text =
        secret(SettingKey.MASTER_KEY, SettingKey.MASTER_KEY_FILE)
            .orElseThrow(
                () ->
                    values.missing(
                        SettingKey.MASTER_KEY_FILE,
                        "name the file with the master key, or set "
                            + SettingKey.MASTER_KEY.variable()
                            + "; 'poolhouse setup' makes one."));
    try {
      return MasterKey.parse(text, random);
    } catch (IllegalArgumentException _) {
      SettingKey key =
          values.given(SettingKey.MASTER_KEY).isPresent()
              ? SettingKey.MASTER_KEY
              : SettingKey.MASTER_KEY_FILE;
      throw values.wrong(
          key, "holds no master key: it must be 32 bytes as 64 hex digits or Base64.");
    }
  }

  private FrontDoorSettings socket() {
    String host = values.text(SettingKey.LISTEN_HOST);
    FrontDoorSettings plain =
        FrontDoorSettings.plain(host, number(SettingKey.LISTEN_PORT, 0, 65_535));
    Optional<Path> certificate = file(SettingKey.TLS_CERTIFICATE);
    Optional<Path> key = file(SettingKey.TLS_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      throw values.missing(
          certificate.isPresent() ? SettingKey.TLS_KEY : SettingKey.TLS_CERTIFICATE,
          "tls.certificate and tls.key go together.");
    }
    if (certificate.isPresent()) {
      return plain.withTls(new TlsFiles(certificate.get(), key.orElseThrow()));
    }
    if (!isLoopback(host) && values.list(SettingKey.TRUSTED_PROXIES).isEmpty()) {
      throw values.wrong(
          SettingKey.LISTEN_HOST,
          "would carry passwords in the clear: set tls.certificate and tls.key, or, behind a"
              + " reverse proxy with TLS, trusted-proxies.");
    }
    return plain;
  }

  /// Asks no name server.
  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || (ADDRESS.matcher(host).matches() && literal(host).isLoopbackAddress());
  }

  private static InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException _) {
      throw new SettingsException(
          "listen.host = " + host + " is no address: use one such as 0.0.0.0 or a name.");
    }
  }

  /// The name of a region.
  String region(SettingKey key, String text) {
    if (!REGION.matcher(text).matches()) {
      throw values.wrong(key, "is not a region name: use one such as us-east-1.");
    }
    return text;
  }

  private Set<String> regions() {
    Set<String> regions = new LinkedHashSet<>();
    values.list(SettingKey.REGIONS).forEach(name -> regions.add(region(SettingKey.REGIONS, name)));
    return regions;
  }

  /// Account number of the installation.
  String account() {
    String account = values.text(SettingKey.ACCOUNT);
    if (!ACCOUNT.matcher(account).matches()) {
      throw values.wrong(SettingKey.ACCOUNT, "is not an account number: use twelve digits.");
    }
    return account;
  }

  private Optional<String> publicUrl() {
    return values.given(SettingKey.PUBLIC_URL).map(this::publicUrl);
  }

  private String publicUrl(String text) {
    if (!isServerUrl(text)) {
      throw values.wrong(
          SettingKey.PUBLIC_URL,
          "is no URL of a server: use one such as https://id.example.com, without a slash at the"
              + " end.");
    }
    return text;
  }

  private static boolean isServerUrl(String text) {
    try {
      URI url = new URI(text);
      return ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
          && url.getHost() != null
          && url.getRawQuery() == null
          && url.getRawFragment() == null
          && url.getRawUserInfo() == null
          && !text.endsWith("/");
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private Networks networks(SettingKey key) {
    try {
      return Networks.of(values.list(key));
    } catch (IllegalArgumentException _) {
      throw values.wrong(
          key, "is not a list of networks: use addresses or networks such as 10.0.0.0/8, ::1.");
    }
  }

  private Optional<Networks> metrics() {
    Networks readers = networks(SettingKey.METRICS_NETWORKS);
    return switch (choice(SettingKey.METRICS, Switch.class)) {
      case ON -> Optional.of(readers);
      case OFF -> Optional.empty();
    };
  }

  private Optional<SmtpSettings> mail() {
    SmtpSettings.Security security = choice(SettingKey.SMTP_SECURITY, SmtpSettings.Security.class);
    int port = number(SettingKey.SMTP_PORT, 1, 65_535);
    Optional<Secret> password = secret(SettingKey.SMTP_PASSWORD, SettingKey.SMTP_PASSWORD_FILE);
    Optional<String> user = values.given(SettingKey.SMTP_USER);
    Optional<String> host = values.given(SettingKey.SMTP_HOST);
    if (host.isEmpty()) {
      return Optional.empty();
    }
    if (user.isPresent() != password.isPresent()) {
      throw values.missing(
          user.isPresent() ? SettingKey.SMTP_PASSWORD : SettingKey.SMTP_USER,
          "smtp.user and smtp.password (or smtp.password-file) go together.");
    }
    if (user.isPresent() && security == SmtpSettings.Security.NONE) {
      throw values.wrong(SettingKey.SMTP_SECURITY, "would show the password: use starttls or tls.");
    }
    String from =
        values
            .given(SettingKey.SMTP_FROM)
            .orElseThrow(
                () ->
                    values.missing(
                        SettingKey.SMTP_FROM,
                        "name the sender, as in Example <no-reply@example.com>."));
    Optional<SmtpSettings.Login> login =
        user.map(name -> new SmtpSettings.Login(name, password.orElseThrow()));
    return Optional.of(
        new SmtpSettings(
            host.get(),
            port,
            security,
            login,
            from,
            Duration.ofSeconds(10),
            Duration.ofSeconds(20)));
  }

  /// A whole number from `least` to `most`.
  int number(SettingKey key, int least, int most) {
    String text = values.text(key);
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw values.wrong(
        key, "is out of range: use a whole number from " + least + " to " + most + ".");
  }

  /// One of an enum's names, in lower case.
  <E extends Enum<E>> E choice(SettingKey key, Class<E> type) {
    String text = values.text(key);
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                values.wrong(
                    key,
                    "is not known: use "
                        + Arrays.stream(type.getEnumConstants())
                            .map(value -> value.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(" or "))
                        + "."));
  }

  /// A secret given as it is or as the name of a file that holds it.
  Optional<Secret> secret(SettingKey direct, SettingKey inFile) {
    if (values.given(direct).isPresent() && values.given(inFile).isPresent()) {
      throw values.wrong(
          inFile, "is one too many beside " + direct.text() + ": use one of the two.");
    }
    Optional<Path> file = file(inFile);
    if (file.isEmpty()) {
      return values.given(direct).map(Secret::of);
    }
    try {
      return Optional.of(Secret.of(Files.readString(file.get()).strip()));
    } catch (IOException _) {
      throw values.wrong(inFile, "cannot be read as text: check the file.");
    }
  }

  /// A file that exists and can be read.
  private Optional<Path> file(SettingKey key) {
    Optional<Path> file = values.given(key).map(text -> path(key, text));
    if (file.isPresent() && !Files.isReadable(file.get())) {
      throw values.wrong(key, "cannot be read: there is no such file, or no permission.");
    }
    return file;
  }

  /// A folder that exists.
  Optional<Path> folder(SettingKey key) {
    Optional<Path> folder = values.given(key).map(text -> path(key, text));
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      throw values.wrong(key, "is no folder: make it, or name another.");
    }
    return folder;
  }

  /// A file name.
  Path path(SettingKey key, String text) {
    try {
      return folder.resolve(text);
    } catch (InvalidPathException _) {
      throw values.wrong(key, "is not a file name.");
    }
  }
}
