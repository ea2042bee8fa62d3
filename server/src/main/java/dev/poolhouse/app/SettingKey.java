package dev.poolhouse.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every setting of the configuration file, as the file, the environment and `docs/settings.md`
/// name it.
enum SettingKey {
  LISTEN_HOST("listen.host", "127.0.0.1", "Address or name to listen on."),
  LISTEN_PORT("listen.port", "7665", "Port to listen on; 0 takes a free one."),
  PUBLIC_URL(
      "public-url",
      "",
      "URL that clients reach the server by, as in `https://id.example.com`; tokens carry it as"
          + " issuer. Default: the address listened on."),
  TLS_CERTIFICATE(
      "tls.certificate",
      "",
      "PEM file with the server's certificate and the intermediate ones; looked at every 30"
          + " seconds and taken up when it has changed."),
  TLS_KEY("tls.key", "", "PEM file with the certificate's private key, not encrypted."),
  TRUSTED_PROXIES(
      "trusted-proxies",
      "",
      "Networks of your own reverse proxies, separated by commas; only their word on the client's"
          + " address counts."),
  DATABASE(
      "database",
      "",
      "`sqlite:FILE` for one node, or `jdbc:postgresql://HOST/NAME` for any number. Required."),
  DATABASE_USER("database.user", "", "User name for PostgreSQL."),
  DATABASE_PASSWORD("database.password", "", "Password for PostgreSQL."),
  DATABASE_PASSWORD_FILE(
      "database.password-file", "", "File that holds the password for PostgreSQL."),
  DATABASE_CONNECTIONS(
      "database.connections",
      "10",
      "Most connections to PostgreSQL for writing, and as many again for reading; 1 to 500."),
  MASTER_KEY(
      "master-key",
      "",
      "The key that wraps all other keys: 32 bytes as 64 hex digits or Base64. Only as"
          + " environment variable."),
  MASTER_KEY_FILE("master-key-file", "", "File that holds the master key, readable by its owner."),
  REGION("region", "us-east-1", "Region of calls that are not signed."),
  REGIONS(
      "regions",
      "",
      "Regions that signed calls may name, separated by commas. Default: every well-formed name."),
  ACCOUNT("account", "000000000000", "Account number of the installation, twelve digits."),
  ISSUER(
      "issuer",
      "own",
      "Form of the tokens' issuer: `own` for the public URL and the pool id, `aws` for"
          + " `https://cognito-idp.REGION.amazonaws.com/POOL`."),
  REQUESTS_PER_USER(
      "requests-per-user",
      "10",
      "Most sign-in and self-service requests of one user within a second on one node; 1 to"
          + " 1000000."),
  SMTP_HOST("smtp.host", "", "Mail server; without one, no e-mail is sent."),
  SMTP_PORT("smtp.port", "587", "Port of the mail server."),
  SMTP_SECURITY(
      "smtp.security",
      "starttls",
      "`starttls`, `tls` (from the first byte) or `none` (for a mail server on this machine)."),
  SMTP_USER("smtp.user", "", "User name at the mail server; none means no log-in."),
  SMTP_PASSWORD("smtp.password", "", "Password at the mail server."),
  SMTP_PASSWORD_FILE("smtp.password-file", "", "File that holds the password."),
  SMTP_FROM("smtp.from", "", "Sender of e-mail. Required with `smtp.host`."),
  SMS_VIA(
      "sms.via",
      "none",
      "How SMS leave: `sns` (Amazon SNS, with the credentials that the AWS SDK finds), `webhook` (a"
          + " signed request to a service of yours) or `none`."),
  SMS_SNS_REGION(
      "sms.sns.region",
      "",
      "Region of SNS for pools whose `SmsConfiguration` names none. Default: that of `region`."),
  SMS_SNS_ENDPOINT(
      "sms.sns.endpoint",
      "",
      "URL of what speaks the protocol of SNS, called instead of Amazon's for all pools; `http` on"
          + " this machine only."),
  SMS_SNS_SENDER_ID(
      "sms.sns.sender-id",
      "",
      "Name shown as the sender in countries that allow it: up to 11 letters and digits."),
  SMS_WEBHOOK_URL(
      "sms.webhook.url",
      "",
      "URL that takes the messages; `http` on this machine only. Required with `sms.via ="
          + " webhook`."),
  SMS_WEBHOOK_SECRET(
      "sms.webhook.secret",
      "",
      "Secret that signs the calls: `whsec_` and 24 to 64 bytes as Base64. This or the file is"
          + " required with `sms.via = webhook`."),
  SMS_WEBHOOK_SECRET_FILE("sms.webhook.secret-file", "", "File that holds the secret."),
  KMS_ENDPOINT(
      "kms.endpoint",
      "",
      "URL of what speaks the protocol of AWS KMS, called instead of Amazon's to encrypt codes for"
          + " functions that send messages themselves; `http` on this machine only."),
  EVENTS_FILE(
      "events.file",
      "",
      "File that gets a line of JSON for each event and log: see [analytics.md](analytics.md)."),
  EVENTS_WEBHOOK_URL(
      "events.webhook.url",
      "",
      "URL that is called for each event and log; `http` on this machine only."),
  EVENTS_WEBHOOK_SECRET(
      "events.webhook.secret",
      "",
      "Secret that signs the calls: `whsec_` and 24 to 64 bytes as Base64. This or the file is"
          + " required with `events.webhook.url`."),
  EVENTS_WEBHOOK_SECRET_FILE("events.webhook.secret-file", "", "File that holds the secret."),
  EVENTS_BACKLOG(
      "events.backlog",
      "100000",
      "About how many events may wait for the file, and for the webhook, before new ones are"
          + " dropped; 100 to 10000000."),
  FUNCTIONS_FOLDER("functions.folder", "", "Folder of the functions whose target is `file:NAME`."),
  FUNCTIONS_ENDPOINT(
      "functions.endpoint",
      "",
      "URL of what speaks Lambda's Invoke, called instead of Amazon's for functions whose target is"
          + " `lambda`; `http` on this machine only."),
  FUNCTIONS_AT_ONCE(
      "functions.at-once", "32", "Most calls of one function at once on one node; 1 to 1000."),
  FUNCTIONS_SECONDS(
      "functions.seconds",
      "5",
      "Seconds that a function may take to answer, in each of three tries; 1 to 60."),
  METRICS("metrics", "off", "`on` shows `/metrics` in the text format of Prometheus."),
  METRICS_NETWORKS(
      "metrics.networks",
      "127.0.0.1, ::1",
      "Networks whose hosts may read `/metrics`, by the address of their own connection."),
  BREACHED_PASSWORDS(
      "breached-passwords",
      "",
      "Filter that `poolhouse breaches build` made; threat protection looks passwords up in it."
          + " Default: the built-in list of common passwords alone."),
  LOCATIONS(
      "locations",
      "",
      "File in the MaxMind DB format with cities, such as GeoLite2 City; threat protection takes"
          + " places of addresses from it. Default: none, so no way is impossible."),
  LOG_LEVEL("log.level", "info", "`error`, `warn`, `info` or `debug`.");

  private final String text;
  private final String defaultValue;
  private final String meaning;

  SettingKey(String text, String defaultValue, String meaning) {
    this.text = text;
    this.defaultValue = defaultValue;
    this.meaning = meaning;
  }

  /// The setting of that name in the file.
  static Optional<SettingKey> named(String name) {
    return Arrays.stream(values()).filter(key -> key.text.equals(name)).findFirst();
  }

  /// The setting's name in the file.
  String text() {
    return text;
  }

  /// What holds when the setting is left out; empty when nothing does.
  String defaultValue() {
    return defaultValue;
  }

  /// What it is for, one or two sentences of Markdown.
  String meaning() {
    return meaning;
  }

  /// The environment variable that overrides the file.
  String variable() {
    return "POOLHOUSE_" + text.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /// Whether the value must not be shown.
  boolean isSecret() {
    return this == DATABASE_PASSWORD
        || this == SMTP_PASSWORD
        || this == SMS_WEBHOOK_SECRET
        || this == EVENTS_WEBHOOK_SECRET
        || this == MASTER_KEY;
  }
}
