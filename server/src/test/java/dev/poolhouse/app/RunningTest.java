package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The end of a server's process.
@Timeout(120)
final class RunningTest {
  @TempDir private Path folder;

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void endsWhenAskedWithEverythingClosed() throws Exception {
    CommandRun.of(Map.of(), "setup", "--dir", folder.toString());
    try (ServeProcess serve =
        ServeProcess.start(
            folder.resolve("poolhouse.conf"), Map.of("POOLHOUSE_LISTEN_PORT", "0"))) {
      serve.url();
      assertThat(files()).anyMatch(name -> name.endsWith("-wal"));
      assertThat(serve.stop()).isTrue();
    }
    assertThat(files()).noneMatch(name -> name.endsWith("-wal"));
  }
}
