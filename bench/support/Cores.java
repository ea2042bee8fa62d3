package dev.poolhouse.bench;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// Pins processes to cores with `taskset`. Functions only.
final class Cores {
  private Cores() {}

  /// The words to put before a command; none when nothing is to be pinned or could be.
  ///
  /// @param cores as in `0,2-3`; empty for all
  static List<String> words(String cores) {
    return cores.isEmpty() || !available() ? List.of() : List.of("taskset", "-c", cores);
  }

  /// Pins a running process with all its threads.
  ///
  /// @return whether it is pinned now
  static boolean pin(long pid, String cores) throws IOException, InterruptedException {
    if (words(cores).isEmpty()) {
      return false;
    }
    return new ProcessBuilder("taskset", "-a", "-c", "-p", cores, String.valueOf(pid))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor()
        == 0;
  }

  private static boolean available() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> new File(folder, "taskset").canExecute());
  }
}
