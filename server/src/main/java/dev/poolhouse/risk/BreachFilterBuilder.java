package dev.poolhouse.risk;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Makes a [BreachFilter] from a list of SHA-1 hashes: lines of 40 hexadecimal digits, each perhaps
/// followed by `:` and how often the password was found. The order does not matter; a sorted list
/// is read and written from front to back and needs little memory. A filter is complete or absent.
public final class BreachFilterBuilder {
  private static final int DIGITS = 2 * BreachFilter.HASH;
  private static final int SAMPLE = 1_000;

  private final Path hashes;
  private final long least;

  /// @param least leaves out passwords that were found less often; those without a number count as
  ///   found once
  public BreachFilterBuilder(Path hashes, long least) {
    this.hashes = hashes;
    this.least = least;
  }

  /// Writes the filter, in the place of an older one.
  ///
  /// @param progress gets how many characters of the list have been read, from time to time
  /// @return how many hashes it holds
  /// @throws IOException if a file cannot be read or written, or a line is no hash
  public long build(Path out, LongConsumer progress) throws IOException {
    long blocks = blocks();
    Path unfinished = out.resolveSibling(out.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    try (FileChannel channel =
            FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        Arena arena = Arena.ofConfined()) {
      MemorySegment body =
          channel.map(
              FileChannel.MapMode.READ_WRITE,
              BreachFilter.BLOCK,
              blocks * BreachFilter.BLOCK,
              arena);
      long added = fill(new BreachFilter(body), progress);
      body.force();
      channel.write(header(blocks), 0);
      channel.force(true);
      Files.move(unfinished, out, StandardCopyOption.REPLACE_EXISTING);
      return added;
    }
  }

  private static ByteBuffer header(long blocks) {
    return ByteBuffer.allocate(BreachFilter.BLOCK)
        .putLong(BreachFilter.MAGIC)
        .putInt(BreachFilter.VERSION)
        .putInt(0)
        .putLong(blocks)
        .rewind();
  }

  /// As many blocks as the list's length suggests, judged by its first lines.
  private long blocks() throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(hashes, StandardCharsets.US_ASCII)) {
      long read = 0;
      long characters = 0;
      long shortest = DIGITS + 1L;
      for (String line = lines.readLine(); line != null && read < SAMPLE; line = lines.readLine()) {
        read++;
        characters += line.length() + 1L;
      }
      long each = read == 0 ? shortest : Math.max(shortest, characters / read);
      long entries = Files.size(hashes) / each + 1;
      return entries * BreachFilter.BITS_PER_ENTRY / (BreachFilter.BLOCK * Byte.SIZE) + 1;
    }
  }

  private long fill(BreachFilter filter, LongConsumer progress) throws IOException {
    long added = 0;
    long number = 0;
    long characters = 0;
    try (BufferedReader lines = Files.newBufferedReader(hashes, StandardCharsets.US_ASCII)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        characters += line.length() + 1L;
        Optional<byte[]> hash = hash(line.strip(), number);
        if (hash.isPresent()) {
          filter.add(hash.get());
          added++;
        }
        if (number % SAMPLE == 0) {
          progress.accept(characters);
        }
      }
    }
    return added;
  }

  private Optional<byte[]> hash(String line, long number) throws IOException {
    if (line.isEmpty()) {
      return Optional.empty();
    }
    try {
      long found = line.length() > DIGITS ? count(line) : 1;
      byte[] hash = HexFormat.of().parseHex(line, 0, Math.min(DIGITS, line.length()));
      if (hash.length == BreachFilter.HASH) {
        return found >= least ? Optional.of(hash) : Optional.empty();
      }
    } catch (IllegalArgumentException _) {
      throw noHash(number);
    }
    throw noHash(number);
  }

  private static long count(String line) {
    if (line.charAt(DIGITS) != ':') {
      throw new IllegalArgumentException("more than a hash");
    }
    return Long.parseLong(line.substring(DIGITS + 1));
  }

  private IOException noHash(long number) {
    return new IOException(
        hashes + ", line " + number + ": not a SHA-1 hash of 40 digits, with or without :COUNT");
  }
}
