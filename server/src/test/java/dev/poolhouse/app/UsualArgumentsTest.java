package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The arguments that are read without picocli mean what they mean to picocli, and those that
/// picocli would refuse or explain are left to it.
final class UsualArgumentsTest {

  @Command(name = "options")
  private static final class Options {
    @Mixin private final DevOptions dev = new DevOptions();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--in-memory",
        "--in-memory --port 0 --host 0.0.0.0",
        "--port 7777 --data some/where --region eu-west-1 --account 123456789012",
        "--issuer aws --seed seed.json --events events.jsonl --verify-signatures",
        "--functions lambdas --code-key key --rehearse"
      })
  void meanTheSameToBothReaders(String line) {
    List<String> words = words(line);
    Options options = new Options();
    new CommandLine(options).parseArgs(words.toArray(String[]::new));
    assertThat(DevOptions.usual(words))
        .hasValueSatisfying(
            usual -> assertThat(usual).usingRecursiveComparison().isEqualTo(options.dev));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev --help",
        "dev --port",
        "dev --port=1",
        "dev --port x",
        "dev --port 123456",
        "dev --port -1",
        "dev --data --in-memory",
        "dev --in-memory --in-memory",
        "dev --port 1 --port 2",
        "dev --nonsense",
        "dev word",
        "serve --help",
        "serve --config",
        "serve --config --help",
        "serve --port 1",
        "version",
        "help",
        ""
      })
  void othersAreLeftToPicocli(String line) {
    assertThat(usual(line)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "dev --in-memory", "serve", "serve --config poolhouse.conf"})
  void mostStartsAreRead(String line) {
    assertThat(usual(line)).isPresent();
  }

  private static Optional<Callable<Integer>> usual(String line) {
    return Main.usual(Map.of(), words(line), new PrintWriter(new StringWriter()));
  }

  private static List<String> words(String line) {
    return line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
  }
}
