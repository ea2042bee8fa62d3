package dev.poolhouse.app;

import dev.poolhouse.key.StoredAccessKey;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `poolhouse keys list`
@Command(
    name = "list",
    description = "Lists the access keys, revoked ones too, oldest first.",
    mixinStandardHelpOptions = true)
final class KeysListCommand implements Callable<Integer> {
  private static final String ROW = "%-20s  %-20s  %-7s  %s";

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Mixin private InstallationOptions installation = new InstallationOptions();

  KeysListCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Installation open = installation.open(environment, new SecureRandom())) {
      out.println(ROW.formatted("ID", "CREATED", "STATE", "NAME"));
      open.configuration().accessKeys().list().forEach(key -> out.println(row(key)));
    }
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private static String row(StoredAccessKey key) {
    return ROW.formatted(
        key.id(),
        key.createdAt().truncatedTo(ChronoUnit.SECONDS),
        key.revokedAt().isPresent() ? "revoked" : "good",
        key.name());
  }
}
