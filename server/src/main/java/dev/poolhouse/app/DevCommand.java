package dev.poolhouse.app;

import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.http.FrontDoorSettings;
import dev.poolhouse.kms.CodeKey;
import dev.poolhouse.lambda.FunctionSettings;
import dev.poolhouse.sinks.SinkSettings;
import dev.poolhouse.sql.Database;
import dev.poolhouse.sql.Migrations;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "7665",
      description = "port to listen on, 0 for a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "address to listen on (default: ${DEFAULT-VALUE})")
  private String host;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".poolhouse",
      description = "folder of the database and the master key (default: ${DEFAULT-VALUE})")
  private Path data;

  @Option(names = "--in-memory", description = "keep nothing after the server ends")
  private boolean inMemory;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "us-east-1",
      description = "region of unsigned calls (default: ${DEFAULT-VALUE})")
  private String region;

  @Option(
      names = "--account",
      paramLabel = "NUMBER",
      defaultValue = "000000000000",
      description =
          "account of access keys that are not twelve digits themselves (default:"
              + " ${DEFAULT-VALUE})")
  private String account;

  @Option(
      names = "--issuer",
      paramLabel = "aws|URL",
      description =
          "issuer of tokens: 'aws' for the form https://cognito-idp.REGION.amazonaws.com/POOL, or a"
              + " URL to put before the pool id (default: this server's own URL)")
  private @Nullable String issuer;

  @Option(
      names = "--verify-signatures",
      description = "verify SigV4 signatures against the keys of 'poolhouse keys'")
  private boolean verifySignatures;

  @Option(
      names = "--seed",
      paramLabel = "FILE",
      description = "make the pools, app clients and users of a JSON file (see docs/seed.md)")
  private @Nullable Path seed;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "append events and logs to a file of JSON lines (see docs/analytics.md)")
  private @Nullable Path events;

  @Option(
      names = "--rehearse",
      hidden = true,
      description = "call this server as programs do and end, for Java to record what that takes")
  private boolean rehearse;

  @Option(
      names = "--functions",
      paramLabel = "DIR",
      description =
          "folder of the functions of triggers, NAME.mjs, .cjs, .js, .py or .jar (default:"
              + " functions, if it is there)")
  private @Nullable Path functions;

  @Option(
      names = "--lambda-endpoint",
      paramLabel = "URL",
      description = "what speaks Lambda's Invoke, called for functions that are not in the folder")
  private @Nullable URI lambdaEndpoint;

  @Option(
      names = "--function-seconds",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description =
          "seconds that a function may take in each of three tries, more for debuggers (default:"
              + " ${DEFAULT-VALUE})")
  private int functionSeconds;

  @Option(
      names = "--kms-endpoint",
      paramLabel = "URL",
      description =
          "what speaks the protocol of AWS KMS, for custom senders (see docs/triggers.md)")
  private @Nullable URI kmsEndpoint;

  @Option(
      names = "--code-key",
      paramLabel = "FILE",
      description =
          "encrypt codes for custom senders with the AES key in a file, made when it does not exist"
              + " (see docs/triggers.md)")
  private @Nullable Path codeKey;

  DevCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    DevFolder folder = new DevFolder(data);
    SecureRandom random = new SecureRandom();
    try (Database database = open(folder);
        Server server =
            Server.start(
                settings(masterKey(folder, random), codeKey(random)),
                database,
                InstantSource.system())) {
      Running running = new Running();
      if (seed != null) {
        Seed.read(seed).apply(server.local(), account, this::say);
      }
      announce(server);
      if (rehearse) {
        new Rehearsal(server.localUrl()).run();
      } else {
        running.await();
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void check() {
    if (port < 0 || port > 65_535) {
      throw wrong("--port " + port + " is not a port: use a number from 0 to 65535.");
    }
    if (!region.matches(REGION_FORM)) {
      throw wrong("--region " + region + " is not a region name: use one such as us-east-1.");
    }
    if (!account.matches("[0-9]{12}")) {
      throw wrong("--account " + account + " is not an account number: use twelve digits.");
    }
    if (functions != null && !Files.isDirectory(functions)) {
      throw wrong("--functions " + functions + " is no folder: make it, or name another.");
    }
    if (lambdaEndpoint != null && !isEndpoint(lambdaEndpoint)) {
      throw wrong(
          "--lambda-endpoint "
              + lambdaEndpoint
              + " is no URL of a server: use one such as http://127.0.0.1:3001.");
    }
    if (functionSeconds < 1 || functionSeconds > 3_600) {
      throw wrong(
          "--function-seconds "
              + functionSeconds
              + " is out of range: use a number from 1 to 3600.");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Database open(DevFolder folder) {
    Database database;
    if (inMemory) {
      database = SqliteDatabase.temporary(SqliteLimits.standard());
    } else {
      folder.create();
      database = SqliteDatabase.open(folder.database(), SqliteLimits.standard());
    }
    Migrations.run(database);
    return database;
  }

  private MasterKey masterKey(DevFolder folder, SecureRandom random) {
    return inMemory ? MasterKey.generate(random) : folder.masterKey(random);
  }

  /// A key file wins over an endpoint.
  private Optional<CodeKey> codeKey(SecureRandom random) {
    return Optional.ofNullable(codeKey)
        .<CodeKey>map(file -> new CodeKey.Local(PrivateFiles.aesKey(file, random)))
        .or(
            () ->
                Optional.ofNullable(kmsEndpoint)
                    .map(url -> new CodeKey.Kms(Optional.of(url), KMS_TIMEOUT)));
  }

  private ServerSettings settings(MasterKey masterKey, Optional<CodeKey> codes) {
    boolean awsIssuer = "aws".equals(issuer);
    return new ServerSettings(
        FrontDoorSettings.plain(host, port),
        ServerSettings.Profile.DEVELOPMENT,
        masterKey,
        region,
        account,
        Set.of(),
        awsIssuer ? Issuers.Form.AWS : Issuers.Form.OWN,
        Optional.ofNullable(issuer).filter(_ -> !awsIssuer),
        verifySignatures,
        Networks.none(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        functions(),
        codes,
        Optional.ofNullable(events).map(SinkSettings::toFile).orElseGet(SinkSettings::none),
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
        FunctionSettings.none().within(AT_ONCE, Duration.ofSeconds(functionSeconds));
    Path folder = functions == null ? Path.of(FUNCTIONS) : functions;
    if (Files.isDirectory(folder)) {
      settings = settings.withFilesOf(folder);
    }
    return lambdaEndpoint == null ? settings : settings.with(endpoint(lambdaEndpoint));
  }

  /// Local servers take any key; only where the environment names one, it is used.
  private FunctionSettings.Invoke endpoint(URI url) {
    boolean known = CREDENTIALS.stream().anyMatch(environment::containsKey);
    return known
        ? FunctionSettings.Invoke.withFoundCredentials(Optional.of(url))
        : FunctionSettings.Invoke.at(url, "test", Secret.of("test"));
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
  }

  private void announce(Server server) {
    String url = server.localUrl();
    PrintWriter out = spec.commandLine().getOut();
    out.print(
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
                Version.number(), url, inMemory ? "in memory" : data.toAbsolutePath(), region));
    out.flush();
  }
}
