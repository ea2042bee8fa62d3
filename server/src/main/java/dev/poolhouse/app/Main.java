package dev.poolhouse.app;

import dev.poolhouse.crypto.CryptoProvider;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program. Exit codes: 0 done, 1 failed, 2 wrong use.
@Command(
    name = "poolhouse",
    description = "An identity server compatible with the Amazon Cognito user-pools API.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    subcommands = CommandLine.HelpCommand.class)
public final class Main {
  private Main() {}

  /// Runs the command line.
  public static void main(String[] arguments) {
    // Beside the reading of the command line, which alone takes as long; nearly all commands need
    // it.
    Thread.ofPlatform().daemon().name("native libraries").start(CryptoProvider::detect);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    System.exit(commandLine(System.getenv()).execute(arguments));
  }

  /// The command line, ready to parse and run.
  ///
  /// @param environment all variables; nothing else reads the environment
  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new Main())
        .addSubcommand(new DevCommand(environment))
        .addSubcommand(new ServeCommand(environment))
        .addSubcommand(new SetupCommand(environment))
        .addSubcommand(KeysCommand.commandLine(environment))
        .addSubcommand(new MigrateCommand(environment))
        .addSubcommand(new VersionCommand())
        .addSubcommand(new UnpackCommand())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(Main::failed);
  }

  /// Tells what went wrong in one line; the stack is for those who ask for it in the log.
  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (failure instanceof SettingsException) {
      command.getErr().println(failure.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    String message = failure.getMessage();
    command.getErr().println(message == null ? failure.toString() : message);
    LoggerFactory.getLogger(Main.class).debug("command failed", failure);
    return CommandLine.ExitCode.SOFTWARE;
  }
}
