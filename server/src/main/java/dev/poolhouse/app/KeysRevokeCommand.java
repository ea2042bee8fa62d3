package dev.poolhouse.app;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `poolhouse keys revoke`
@Command(
    name = "revoke",
    description = "Revokes an access key for good; every node refuses it within a second.",
    mixinStandardHelpOptions = true)
final class KeysRevokeCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Mixin private InstallationOptions installation = new InstallationOptions();

  @Parameters(paramLabel = "ID", description = "the access key ID")
  private String id = "";

  KeysRevokeCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    try (Installation open = installation.open(environment, new SecureRandom())) {
      if (!open.configuration().accessKeys().revoke(id)) {
        spec.commandLine().getErr().println("No good access key has the ID " + id + ".");
        return CommandLine.ExitCode.SOFTWARE;
      }
      spec.commandLine().getOut().println("Revoked " + id + ".");
    }
    return CommandLine.ExitCode.OK;
  }
}
