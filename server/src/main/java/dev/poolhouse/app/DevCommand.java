package dev.poolhouse.app;

import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.http.FrontDoorSettings;
import dev.poolhouse.kms.CodeKey;
import dev.poolhouse.lambda.FunctionSettings;
import dev.poolhouse.sinks.SinkSettings;
import dev.poolhouse.sql.Database;
import dev.poolhouse.sql.Migrations;
import dev.poolhouse.sql.PreparedSchema;
import dev.poolhouse.sql.SqliteDatabase;
import dev.poolhouse.sql.SqliteLimits;
import dev.poolhouse.token.Issuers;
import dev.poolhouse.wire.Networks;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `poolhouse dev`: a server for development. Everything is on: outbox, movable clock, reset; any
/// AWS credentials will do.
@Command(
    name = "dev",
    description = "Starts a server for development.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DevCommand implements Callable<Integer> {
  private static final String REGION_FORM = "[a-z]{2,8}(-[a-z]{2,16}){1,3}-[0-9]{1,2}";

  private static final int AT_ONCE = 32;
  private static final String FUNCTIONS = "functions";
  private static final Set<String> CREDENTIALS = Set.of("AWS_ACCESS_KEY_ID", "AWS_PROFILE");
  private static final Duration KMS_TIMEOUT = Duration.ofSeconds(10);

  private final Map<String, String> environment;

  private final Supplier<PrintWriter> out;

  @Mixin private DevOptions options;

  @Spec private CommandSpec spec;

  /// For picocli, which fills the options in.
  DevCommand(Map<String, String> environment) {
    this.environment = environment;
    this.out = () -> spec.commandLine().getOut();
    this.options = new DevOptions();
  }

  /// With options that are read.
  DevCommand(Map<String, String> environment, DevOptions options, PrintWriter out) {
    this.environment = environment;
    this.out = () -> out;
    this.options = options;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    DevFolder folder = new DevFolder(options.data);
    SecureRandom random = new SecureRandom();
    try (Running running = new Running();
        Database database = open(folder);
        Server server =
            Server.start(
                settings(masterKey(folder, random), codeKey(random)),
                database,
                InstantSource.system())) {
      if (options.seed != null) {
        Seed.read(options.seed).apply(server.local(), options.account, this::say);
      }
      announce(server);
      if (options.rehearse) {
        new Rehearsal(server.localUrl()).run();
      } else {
        running.await();
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void check() {
    if (options.port < 0 || options.port > 65_535) {
      throw wrong("--port " + options.port + " is not a port: use a number from 0 to 65535.");
    }
    if (!options.region.matches(REGION_FORM)) {
      throw wrong(
          "--region " + options.region + " is not a region name: use one such as us-east-1.");
    }
    if (!options.account.matches("[0-9]{12}")) {
      throw wrong("--account " + options.account + " is not an account number: use twelve digits.");
    }
    if (options.functions != null && !Files.isDirectory(options.functions)) {
      throw wrong("--functions " + options.functions + " is no folder: make it, or name another.");
    }
    if (options.lambdaEndpoint != null && !isEndpoint(options.lambdaEndpoint)) {
      throw wrong(
          "--lambda-endpoint "
              + options.lambdaEndpoint
              + " is no URL of a server: use one such as http://127.0.0.1:3001.");
    }
    if (options.functionSeconds < 1 || options.functionSeconds > 3_600) {
      throw wrong(
          "--function-seconds "
              + options.functionSeconds
              + " is out of range: use a number from 1 to 3600.");
    }
  }

  private static SettingsException wrong(String message) {
    return new SettingsException(message);
  }

  private Database open(DevFolder folder) {
    Database database;
    if (options.inMemory) {
      database = PreparedSchema.temporary(prepared(), SqliteLimits.standard());
    } else {
      folder.create();
      database = SqliteDatabase.open(folder.database(), SqliteLimits.standard());
    }
    Migrations.run(database);
    return database;
  }

  /// Where packaging has put things for fast starts.
  private static Path prepared() {
    return Path.of(System.getProperty("poolhouse.prepared", ""));
  }

  private MasterKey masterKey(DevFolder folder, SecureRandom random) {
    return options.inMemory ? MasterKey.generate(random) : folder.masterKey(random);
  }

  /// A key file wins over an endpoint.
  private Optional<CodeKey> codeKey(SecureRandom random) {
    return Optional.ofNullable(options.codeKey)
        .<CodeKey>map(file -> new CodeKey.Local(PrivateFiles.aesKey(file, random)))
        .or(
            () ->
                Optional.ofNullable(options.kmsEndpoint)
                    .map(url -> new CodeKey.Kms(Optional.of(url), KMS_TIMEOUT)));
  }

  private ServerSettings settings(MasterKey masterKey, Optional<CodeKey> codes) {
    boolean awsIssuer = "aws".equals(options.issuer);
    return new ServerSettings(
        FrontDoorSettings.plain(options.host, options.port),
        ServerSettings.Profile.DEVELOPMENT,
        masterKey,
        options.region,
        options.account,
        Set.of(),
        awsIssuer ? Issuers.Form.AWS : Issuers.Form.OWN,
        Optional.ofNullable(options.issuer).filter(_ -> !awsIssuer),
        options.verifySignatures,
        Networks.none(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        functions(),
        codes,
        Optional.ofNullable(options.events).map(SinkSettings::toFile).orElseGet(SinkSettings::none),
        Optional.empty(),
        Optional.empty(),
        Duration.ofMillis(500),
        1_000);
  }

  private static boolean isEndpoint(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null;
  }

  private FunctionSettings functions() {
    FunctionSettings settings =
        FunctionSettings.none().within(AT_ONCE, Duration.ofSeconds(options.functionSeconds));
    Path folder = options.functions == null ? Path.of(FUNCTIONS) : options.functions;
    if (Files.isDirectory(folder)) {
      settings = settings.withFilesOf(folder);
    }
    return options.lambdaEndpoint == null
        ? settings
        : settings.with(endpoint(options.lambdaEndpoint));
  }

  /// Local servers take any key; only where the environment names one, it is used.
  private FunctionSettings.Invoke endpoint(URI url) {
    boolean known = CREDENTIALS.stream().anyMatch(environment::containsKey);
    return known
        ? FunctionSettings.Invoke.withFoundCredentials(Optional.of(url))
        : FunctionSettings.Invoke.at(url, "test", Secret.of("test"));
  }

  private void say(String line) {
    out.get().println(line);
  }

  private void announce(Server server) {
    String url = server.localUrl();
    PrintWriter lines = out.get();
    lines.print(
        """
        Poolhouse %1$s for development. Any AWS credentials will do; nothing here is meant for production.

        Endpoint: %2$s
        Outbox:   %2$s/_poolhouse/outbox
        Triggers: %2$s/_poolhouse/triggers
        Data:     %3$s

        AWS CLI:
          export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=%4$s
          aws --endpoint-url %2$s cognito-idp create-user-pool --pool-name demo

        JavaScript:
          import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
          const client = new CognitoIdentityProviderClient({ endpoint: "%2$s", region: "%4$s",
            credentials: { accessKeyId: "test", secretAccessKey: "test" } });

        Ready.
        """
            .formatted(
                Version.number(),
                url,
                options.inMemory ? "in memory" : options.data.toAbsolutePath(),
                options.region));
    lines.flush();
  }
}
