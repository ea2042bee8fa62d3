package dev.poolhouse.app;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `poolhouse keys …`: access keys, signing keys and the master key of an installation.
@Command(
    name = "keys",
    description = "Makes, lists, revokes and rotates keys.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class KeysCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private KeysCommand() {}

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new KeysCommand())
        .addSubcommand(new KeysCreateCommand(environment))
        .addSubcommand(new KeysListCommand(environment))
        .addSubcommand(new KeysRevokeCommand(environment))
        .addSubcommand(new KeysRotateSigningCommand(environment))
        .addSubcommand(new KeysRotateMasterCommand(environment))
        .addSubcommand(new CommandLine.HelpCommand());
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "keys needs a command: create, list, revoke, rotate-signing or rotate-master.");
  }
}
