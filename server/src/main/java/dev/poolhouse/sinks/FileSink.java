package dev.poolhouse.sinks;

import dev.poolhouse.analytics.Destination;
import dev.poolhouse.analytics.EventStore;
import dev.poolhouse.analytics.Sink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A file with a line of JSON for each event, only ever appended to. May be shared.
///
/// The lines of one delivery are written together and count as taken once the file is forced to its
/// disk. A file that was moved away, as log rotation does, is left as it is and a new one begun;
/// one that was cut off in place goes on from its start. What a crash has left of a line ends with
/// the next line break; the whole line follows. A new file is readable by its owner alone.
public final class FileSink implements Sink {
  private static final Set<OpenOption> APPENDING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

  private static final Logger LOG = LoggerFactory.getLogger(FileSink.class);

  private final Path path;
  private @Nullable Opened opened;
  private boolean closed;

  /// The file as it was opened.
  ///
  /// @param key tells files of one disk apart; empty where the system has no such thing
  private record Opened(FileChannel channel, Optional<Object> key) {}

  public FileSink(Path path) {
    this.path = path;
  }

  @Override
  public Destination destination() {
    return Destination.FILE;
  }

  @Override
  public synchronized Outcome deliver(List<EventStore.Waiting> events) {
    if (closed) {
      return Outcome.refused("closed");
    }
    try {
      append(events);
      return new Outcome(
          events.stream().map(EventStore.Waiting::eventId).collect(Collectors.toSet()),
          Optional.empty());
    } catch (IOException e) {
      forget();
      return Outcome.refused(e.getClass().getSimpleName());
    }
  }

  private void append(List<EventStore.Waiting> events) throws IOException {
    StringBuilder lines = new StringBuilder();
    FileChannel channel = channel(lines);
    events.forEach(event -> lines.append(event.body()).append('\n'));
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }

  /// The file that has the name now.
  ///
  /// @param lines gets a line break, if the file ends within a line
  private FileChannel channel(StringBuilder lines) throws IOException {
    Opened current = opened;
    if (current != null && current.key().equals(key())) {
      return current.channel();
    }
    forget();
    FileChannel channel = FileChannel.open(path, APPENDING, ownerOnly());
    opened = new Opened(channel, key());
    if (endsWithinLine()) {
      lines.append('\n');
    }
    return channel;
  }

  private Optional<Object> key() throws IOException {
    try {
      return Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException _) {
      return Optional.of(path);
    }
  }

  private boolean endsWithinLine() throws IOException {
    try (FileChannel reading = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return reading.size() > 0
          && reading.read(last, reading.size() - 1) == 1
          && last.get(0) != '\n';
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /// Closes the file; the next delivery opens it anew.
  private void forget() {
    Opened current = opened;
    opened = null;
    if (current != null) {
      try {
        current.channel().close();
      } catch (IOException e) {
        LOG.debug("closing {}: {}", path, e.getClass().getSimpleName());
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    forget();
  }
}
