package dev.poolhouse.app;

import dev.poolhouse.key.AccessKey;
import dev.poolhouse.key.AccessPolicy;
import dev.poolhouse.sql.PolicyJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `poolhouse keys create`
@Command(
    name = "create",
    description = "Makes an access key and shows its secret, once.",
    mixinStandardHelpOptions = true)
final class KeysCreateCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Mixin private InstallationOptions installation = new InstallationOptions();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      description = "what to call it; messages and logs show it")
  private String name = "";

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Rights rights = new Rights();

  /// One of the two.
  static final class Rights {
    @Option(names = "--admin", description = "let it do everything")
    @SuppressWarnings("UnusedVariable") // stands for the absence of a policy
    private boolean admin;

    @Option(
        names = "--policy",
        paramLabel = "FILE",
        description = "let it do what an IAM policy in JSON says")
    private @Nullable Path policy;
  }

  KeysCreateCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    AccessPolicy policy = policy();
    try (Installation open = installation.open(environment, new SecureRandom())) {
      show(open.configuration().accessKeys().create(name, open.account(), policy));
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
    return CommandLine.ExitCode.OK;
  }

  private AccessPolicy policy() {
    if (rights.policy == null) {
      return AccessPolicy.administrator();
    }
    try {
      return PolicyJson.parse(Files.readString(rights.policy));
    } catch (IOException _) {
      throw new SettingsException("--policy " + rights.policy + " cannot be read: check the file.");
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  private ParameterException wrong(IllegalArgumentException cause) {
    return new ParameterException(spec.commandLine(), String.valueOf(cause.getMessage()), cause);
  }

  private void show(AccessKey key) {
    spec.commandLine()
        .getOut()
        .println(
            """
            Access key ID:     %s
            Secret access key: %s
            The secret is not shown again.\
            """
                .formatted(key.id(), key.secret().reveal()));
  }
}
