package dev.poolhouse.app;

import dev.poolhouse.crypto.CryptoProvider;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
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
    // Nearly all commands need it, and reading the command line takes as long on another processor.
    Thread.ofPlatform().daemon().name("native libraries").start(CryptoProvider::detect);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    System.exit(commandLine(System.getenv(), arguments).execute(arguments));
  }

  /// The command line, ready to parse and run.
  ///
  /// @param environment all variables; nothing else reads the environment
  static CommandLine commandLine(Map<String, String> environment) {
    return commandLine(environment, new String[0]);
  }

  /// The same with the one command that the first argument names, where it does: picocli reads the
  /// annotations of every command it is given, which took 0.1 s of each start.
  private static CommandLine commandLine(Map<String, String> environment, String[] arguments) {
    Map<String, Supplier<Object>> commands = commands(environment);
    String named = arguments.length == 0 ? "" : arguments[0];
    CommandLine line = new CommandLine(new Main());
    commands.forEach(
        (name, command) -> {
          if (name.equals(named) || !commands.containsKey(named)) {
            line.addSubcommand(command.get());
          }
        });
    return line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(Main::failed);
  }

  private static Map<String, Supplier<Object>> commands(Map<String, String> environment) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("dev", () -> new DevCommand(environment));
    commands.put("serve", () -> new ServeCommand(environment));
    commands.put("setup", () -> new SetupCommand(environment));
    commands.put("keys", () -> KeysCommand.commandLine(environment));
    commands.put("migrate", () -> new MigrateCommand(environment));
    commands.put("breaches", BreachesCommand::commandLine);
    commands.put("version", VersionCommand::new);
    commands.put("unpack", UnpackCommand::new);
    return commands;
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
