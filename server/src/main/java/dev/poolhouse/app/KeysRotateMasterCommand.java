package dev.poolhouse.app;

import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.sql.SqlDataKeys;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `poolhouse keys rotate-master`
@Command(
    name = "rotate-master",
    description = "Wraps the data keys with another master key. Stop every server first.",
    mixinStandardHelpOptions = true)
final class KeysRotateMasterCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Mixin private InstallationOptions installation = new InstallationOptions();

  @Option(
      names = "--new",
      paramLabel = "FILE",
      required = true,
      description = "file with the new master key; made when it does not exist")
  private Path file = Path.of("");

  KeysRotateMasterCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    SecureRandom random = new SecureRandom();
    try (Installation open = installation.open(environment, random)) {
      MasterKey next = PrivateFiles.masterKey(file, random);
      int count = SqlDataKeys.rewrap(open.database(), open.masterKey(), next);
      spec.commandLine()
          .getOut()
          .println(
              "Wrapped %d data keys. Start servers with the master key in %s from now on."
                  .formatted(count, file));
    }
    return CommandLine.ExitCode.OK;
  }
}
