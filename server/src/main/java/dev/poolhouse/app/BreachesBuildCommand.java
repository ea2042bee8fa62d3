package dev.poolhouse.app;

import dev.poolhouse.risk.BreachFilterBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `poolhouse breaches build`
@Command(
    name = "build",
    description =
        "Makes a filter of breached passwords from a list of SHA-1 hashes, three bytes for each.",
    mixinStandardHelpOptions = true)
final class BreachesBuildCommand implements Callable<Integer> {
  private static final long LONG_LIST = 50_000_000;
  private static final int WIDTH = 40;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "HASHES",
      description = "file with a hash of 40 hexadecimal digits on each line, perhaps with :COUNT")
  private Path hashes;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "the filter")
  private Path out;

  @Option(
      names = "--least",
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "leave out passwords that were found less often")
  private long least;

  BreachesBuildCommand() {
    this.hashes = Path.of("");
    this.out = Path.of("");
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter console = spec.commandLine().getOut();
    long size = Files.size(hashes);
    long added =
        new BreachFilterBuilder(hashes, least)
            .build(out, size < LONG_LIST ? _ -> {} : bar(spec.commandLine().getErr(), size));
    console.println("%s knows %,d passwords (%,d bytes).".formatted(out, added, Files.size(out)));
    console.flush();
    return CommandLine.ExitCode.OK;
  }

  /// Draws a bar anew at each percent.
  private static LongConsumer bar(PrintWriter err, long size) {
    long[] drawn = {-1};
    return read -> {
      long percent = Math.min(100, read * 100 / size);
      if (percent > drawn[0]) {
        drawn[0] = percent;
        int full = (int) (percent * WIDTH / 100);
        err.print("\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + percent + " %");
        err.print(percent == 100 ? System.lineSeparator() : "");
        err.flush();
      }
    };
  }
}
