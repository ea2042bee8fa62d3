package dev.poolhouse.app;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolId;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `poolhouse keys rotate-signing`
@Command(
    name = "rotate-signing",
    description =
        "Gives a user pool new RSA keys. The old ones stay published until the last token signed"
            + " with them has expired.",
    mixinStandardHelpOptions = true)
final class KeysRotateSigningCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Mixin private InstallationOptions installation = new InstallationOptions();

  @Parameters(paramLabel = "POOL_ID", description = "the user pool's id")
  private String poolId = "";

  KeysRotateSigningCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    try (Installation open = installation.open(environment, new SecureRandom())) {
      Configuration configuration = open.configuration();
      Optional<Pool> pool = PoolId.parse(poolId).flatMap(configuration.pools()::find);
      if (pool.isEmpty()) {
        spec.commandLine().getErr().println("There is no user pool " + poolId + ".");
        return CommandLine.ExitCode.SOFTWARE;
      }
      configuration.signingKeys().rotate(pool.get());
      spec.commandLine().getOut().println("New keys of " + poolId + " sign in a few seconds.");
    }
    return CommandLine.ExitCode.OK;
  }
}
