package dev.poolhouse.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the floor comes from. Used by one thread.
interface FloorSource extends AutoCloseable {

  /// The floor as of now.
  Floor ask() throws IOException;

  @Override
  void close();

  /// A floor that stays as it is.
  static FloorSource of(Floor floor) {
    return new FloorSource() {
      @Override
      public Floor ask() {
        return floor;
      }

      @Override
      public void close() {
        // there is nothing to end
      }
    };
  }

  /// A process that measures it whenever it is asked, for two seconds, on the cores of the server.
  /// Returns when it has been built and has warmed up.
  static FloorSource beside(Path launcher, String cores) throws IOException {
    List<String> command = new ArrayList<>(Cores.words(cores));
    command.add(launcher.resolveSibling("bench").resolve("jmh/run").toString());
    command.add("--beside");
    Process meter =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    FloorSource source = asking(meter, meter.outputWriter(), meter.inputReader());
    source.ask(); // it is built and warm when the first answer comes
    return source;
  }

  private static FloorSource asking(Process meter, Writer questions, BufferedReader answers) {
    return new FloorSource() {
      @Override
      public Floor ask() throws IOException {
        questions.write('\n');
        questions.flush();
        return Optional.of(Floor.answer(answers))
            .filter(floor -> !floor.figures().isEmpty())
            .orElseThrow(() -> new IOException("bench/jmh measured no floor"));
      }

      @Override
      public void close() {
        meter.destroy();
      }
    };
  }
}
