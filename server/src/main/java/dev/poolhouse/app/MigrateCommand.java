package dev.poolhouse.app;

import dev.poolhouse.sql.CitusTables;
import dev.poolhouse.sql.Database;
import dev.poolhouse.sql.Migrations;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `poolhouse migrate`: brings the schema up to date without starting a server.
@Command(
    name = "migrate",
    description = "Brings the schema of the database up to date; serve does so too at its start.",
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Mixin private ConfigurationFile file;

  @Option(
      names = "--citus",
      description =
          "also spread the tables over the workers of a Citus cluster (untested; run it while no"
              + " server is running)")
  private boolean citus;

  MigrateCommand(Map<String, String> environment) {
    this.environment = environment;
    this.file = new ConfigurationFile();
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    DatabaseSettings settings = Settings.reader(file.path(environment), environment).database();
    try (Database database = settings.open(new SecureRandom())) {
      Migrations.run(database);
      out.println("The schema is up to date.");
      if (citus) {
        CitusTables.distribute(database).forEach(statement -> out.println(statement + ";"));
        out.println("The tables are spread over the cluster.");
      }
    }
    out.flush();
    return CommandLine.ExitCode.OK;
  }
}
