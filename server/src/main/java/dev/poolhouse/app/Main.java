package dev.poolhouse.app;

import dev.poolhouse.crypto.CryptoProvider;
import dev.poolhouse.http.WebServerClasses;
import dev.poolhouse.sql.SqliteClasses;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
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
    // What needs nothing else is loaded on another processor while this one opens the database.
    String command = arguments.length > 0 ? arguments[0] : "";
    boolean server = Set.of("dev", "serve").contains(command);
    if (command.equals("dev")) { // a server for production may have another database
      Thread.ofPlatform().daemon().name("sqlite-classes").start(SqliteClasses::load);
    }
    Thread.ofPlatform().daemon().name("classes").start(() -> load(server));
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Map<String, String> environment = System.getenv();
    Optional<Callable<Integer>> usual = usual(environment, List.of(arguments), writer(System.out));
    System.exit(
        usual.isPresent()
            ? run(usual.get(), writer(System.err))
            : commandLine(environment, arguments).execute(arguments));
  }

  private static void load(boolean server) {
    CryptoProvider.detect();
    if (server) {
      WebServerClasses.load();
    }
  }

  /// The command that most starts ask for, where its arguments can be read without picocli: a third
  /// of all that a start did in Java was to load and verify picocli's classes, which are too old
  /// for Java's cache, and to read annotations.
  static Optional<Callable<Integer>> usual(
      Map<String, String> environment, List<String> arguments, PrintWriter out) {
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    List<String> rest = arguments.subList(1, arguments.size());
    return switch (arguments.getFirst()) {
      case "dev" ->
          DevOptions.usual(rest).map(options -> new DevCommand(environment, options, out));
      case "serve" ->
          ConfigurationFile.usual(rest).map(file -> new ServeCommand(environment, file, out));
      default -> Optional.empty();
    };
  }

  private static int run(Callable<Integer> command, PrintWriter err) {
    try {
      return command.call();
    } catch (Exception e) {
      return failed(e, err);
    }
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
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
    return line.setOut(writer(System.out))
        .setErr(writer(System.err))
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler((failure, command, _) -> failed(failure, command.getErr()));
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
  private static int failed(Exception failure, PrintWriter err) {
    if (failure instanceof SettingsException) {
      err.println(failure.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    String message = failure.getMessage();
    err.println(message == null ? failure.toString() : message);
    LoggerFactory.getLogger(Main.class).debug("command failed", failure);
    return CommandLine.ExitCode.SOFTWARE;
  }
}
