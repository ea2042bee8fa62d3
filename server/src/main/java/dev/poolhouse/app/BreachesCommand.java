package dev.poolhouse.app;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `poolhouse breaches …`: what the server knows of breached passwords.
@Command(
    name = "breaches",
    description = "Makes the filter of breached passwords.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class BreachesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private BreachesCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new BreachesCommand())
        .addSubcommand(new BreachesBuildCommand())
        .addSubcommand(new CommandLine.HelpCommand());
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "breaches needs a command: build.");
  }
}
