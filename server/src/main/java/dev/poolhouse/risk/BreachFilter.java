package dev.poolhouse.risk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that tells whether the SHA-1 of a password is on a list, without holding the list: a
/// Bloom filter in blocks of 64 bytes. It never misses a password of the list, and takes one in
/// about 20,000 others for one of it, at [#BITS_PER_ENTRY] bits per entry. Read through the page
/// cache, so that a node needs no memory of its own for it. May be shared.
///
/// Layout: `PHBREACH`, a version (1) in four bytes, four bytes of zero, the number of blocks in
/// eight bytes, all big-endian; zeroes up to byte 64; the blocks. The first eight bytes of a hash,
/// as a fraction of 2^64, choose the block, so a sorted list is written from front to back; each
/// nine of the following 90 bits choose one of its 512 bits.
public final class BreachFilter {
  static final long MAGIC = 0x5048425245414348L;
  static final int VERSION = 1;
  static final int BLOCK = 64;
  static final int BITS_PER_ENTRY = 24;
  static final int HASH = 20;
  private static final int BITS = 10;
  private static final int BITS_OF_INDEX = 9;
  private static final int HEADER = 24;

  private final MemorySegment blocks;
  private final long count;

  BreachFilter(MemorySegment blocks) {
    this.blocks = blocks;
    this.count = blocks.byteSize() / BLOCK;
  }

  /// Opens a filter for as long as it is used.
  ///
  /// @throws IOException if it cannot be read or is none
  public static BreachFilter open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      while (header.hasRemaining() && channel.read(header) >= 0) {
        // a read may bring less than asked for
      }
      header.flip();
      if (header.limit() < HEADER || header.getLong() != MAGIC || header.getInt() != VERSION) {
        throw new IOException(file + " is no filter of breached passwords");
      }
      header.getInt();
      long size = header.getLong() * BLOCK;
      if (size <= 0 || channel.size() != BLOCK + size) {
        throw new IOException(file + " is not complete");
      }
      return new BreachFilter(
          channel.map(FileChannel.MapMode.READ_ONLY, BLOCK, size, Arena.ofAuto()));
    }
  }

  /// Whether a password with that SHA-1 is on the list, most likely.
  public boolean contains(byte[] sha1) {
    long at = block(sha1);
    for (int i = 0; i < BITS; i++) {
      int bit = bit(sha1, i);
      if ((blocks.get(ValueLayout.JAVA_BYTE, at + bit / Byte.SIZE) & (1 << (bit % Byte.SIZE)))
          == 0) {
        return false;
      }
    }
    return true;
  }

  /// Adds a hash; for filters that are being written.
  void add(byte[] sha1) {
    long at = block(sha1);
    for (int i = 0; i < BITS; i++) {
      int bit = bit(sha1, i);
      long where = at + bit / Byte.SIZE;
      blocks.set(
          ValueLayout.JAVA_BYTE,
          where,
          (byte) (blocks.get(ValueLayout.JAVA_BYTE, where) | (1 << (bit % Byte.SIZE))));
    }
  }

  private long block(byte[] sha1) {
    long fraction = ByteBuffer.wrap(sha1).order(ByteOrder.BIG_ENDIAN).getLong();
    return Math.unsignedMultiplyHigh(fraction, count) * BLOCK;
  }

  private static int bit(byte[] sha1, int index) {
    int from = Long.SIZE + index * BITS_OF_INDEX;
    int at = from / Byte.SIZE;
    int word = ((sha1[at] & 0xff) << Byte.SIZE) | (sha1[at + 1] & 0xff);
    return (word >>> (2 * Byte.SIZE - BITS_OF_INDEX - from % Byte.SIZE)) & 0x1ff;
  }
}
