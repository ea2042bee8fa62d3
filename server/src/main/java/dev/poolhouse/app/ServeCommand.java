package dev.poolhouse.app;

import dev.poolhouse.sql.Database;
import dev.poolhouse.sql.Migrations;
import dev.poolhouse.sql.Periodic;
import dev.poolhouse.sql.SqlAccessKeyStore;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `poolhouse serve`: a server for production. Nothing of `dev` is on: signatures are verified,
/// messages go to a mail server, the clock is real.
@Command(
    name = "serve",
    description = "Starts a server for production.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Duration EACH = Duration.ofSeconds(1);

  private final Map<String, String> environment;
  private final Supplier<PrintWriter> out;

  @Spec private CommandSpec spec;

  @Mixin private ConfigurationFile file;

  ServeCommand(Map<String, String> environment) {
    this.environment = environment;
    this.out = () -> spec.commandLine().getOut();
    this.file = new ConfigurationFile();
  }

  /// With options that are read.
  ServeCommand(Map<String, String> environment, ConfigurationFile file, PrintWriter out) {
    this.environment = environment;
    this.out = () -> out;
    this.file = file;
  }

  @Override
  public Integer call() throws InterruptedException {
    SecureRandom random = new SecureRandom();
    Settings settings = Settings.load(file.path(environment), environment, random);
    Logging.json(settings.logLevel());
    try (Running running = new Running();
        Database database = settings.database().open(random)) {
      Migrations.run(database);
      requireAccessKey(database);
      try (Server server = Server.start(settings.server(), database, InstantSource.system());
          Periodic _ = Periodic.start("garbage", EACH, Garbage.ofThisProcess()::collectIfGrown)) {
        PrintWriter lines = out.get();
        lines.println("Poolhouse " + Version.number());
        lines.println("Endpoint: " + server.url());
        lines.println("Ready.");
        lines.flush();
        running.await();
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private static void requireAccessKey(Database database) {
    SqlAccessKeyStore store = new SqlAccessKeyStore();
    boolean good =
        database.read("list access keys", store::list).stream()
            .anyMatch(key -> key.revokedAt().isEmpty());
    if (!good) {
      throw new SettingsException(
          "No access key is good, so nobody could administer this server: make one with"
              + " 'poolhouse keys create --name NAME --admin'.");
    }
  }
}
