package dev.poolhouse.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.analytics.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proves that each event becomes one line, whatever happens to the file in between.
final class FileSinkTest {
  @TempDir private Path folder;

  private Path file;
  private FileSink sink;

  @BeforeEach
  void open() {
    file = folder.resolve("events.jsonl");
    sink = new FileSink(file);
  }

  @AfterEach
  void close() {
    sink.close();
  }

  private void deliver(String... ids) {
    Sink.Outcome outcome = sink.deliver(Waitings.of(ids));
    assertThat(outcome.trouble()).isEmpty();
    assertThat(outcome.taken()).containsExactlyInAnyOrder(ids);
  }

  @Test
  void eventsAreAppended() throws IOException {
    Files.writeString(file, "earlier\n");
    deliver("1", "2");
    deliver("é");
    assertThat(file)
        .content()
        .isEqualTo("earlier\n{\"id\":\"1\"}\n{\"id\":\"2\"}\n{\"id\":\"é\"}\n");
  }

  @Test
  void newFileIsItsOwnersAlone() throws IOException {
    deliver("1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void fileThatWasMovedAwayIsBegunAnew() throws IOException {
    deliver("1");
    Path rotated = folder.resolve("events.jsonl.1");
    Files.move(file, rotated);
    deliver("2");
    Files.delete(file);
    deliver("3");
    assertThat(rotated).content().isEqualTo("{\"id\":\"1\"}\n");
    assertThat(file).content().isEqualTo("{\"id\":\"3\"}\n");
  }

  @Test
  void fileThatAnotherTookThePlaceOfIsLeft() throws IOException {
    deliver("1");
    Files.move(file, folder.resolve("events.jsonl.1"));
    Files.writeString(file, "made by the rotation\n");
    deliver("2");
    assertThat(file).content().isEqualTo("made by the rotation\n{\"id\":\"2\"}\n");
  }

  @Test
  void fileThatWasCutOffGoesOnFromItsStart() throws IOException {
    deliver("1");
    Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    deliver("2");
    assertThat(file).content().isEqualTo("{\"id\":\"2\"}\n");
  }

  @Test
  void lineThatACrashCutOffIsEnded() throws IOException {
    Files.writeString(file, "{\"id\":\"1\"}\n{\"i");
    deliver("2");
    assertThat(file).content().isEqualTo("{\"id\":\"1\"}\n{\"i\n{\"id\":\"2\"}\n");
  }

  @Test
  void fileThatCannotBeWrittenIsTold() throws IOException {
    Path blocked = folder.resolve("missing").resolve("events.jsonl");
    try (FileSink elsewhere = new FileSink(blocked)) {
      assertThat(elsewhere.deliver(Waitings.of("1")))
          .isEqualTo(Sink.Outcome.refused("NoSuchFileException"));
      Files.createDirectory(blocked.getParent());
      assertThat(elsewhere.deliver(Waitings.of("1")).taken()).containsExactly("1");
    }
  }

  @Test
  void closedSinkTakesNothing() {
    sink.close();
    assertThat(sink.deliver(Waitings.of("1"))).isEqualTo(Sink.Outcome.refused("closed"));
    assertThat(file).doesNotExist();
  }
}
