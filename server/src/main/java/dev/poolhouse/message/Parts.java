package dev.poolhouse.message;

import dev.poolhouse.crypto.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What lies in the queue, as bytes to be sealed: a version byte, then each part as its length in
/// four bytes and itself. What is absent has the length -1.
final class Parts {
  private static final int ABSENT = -1;

  private Parts() {}

  static Secret write(byte version, List<Optional<byte[]>> parts) {
    int size = 1;
    for (Optional<byte[]> part : parts) {
      size += Integer.BYTES + part.map(bytes -> bytes.length).orElse(0);
    }
    ByteBuffer buffer = ByteBuffer.allocate(size).put(version);
    for (Optional<byte[]> part : parts) {
      buffer.putInt(part.map(bytes -> bytes.length).orElse(ABSENT));
      part.ifPresent(buffer::put);
    }
    return Secret.of(buffer.array());
  }

  /// The version byte.
  static byte version(Secret written) {
    return written.bytes()[0];
  }

  /// What follows the version byte.
  static List<Optional<byte[]>> read(Secret written) {
    ByteBuffer buffer = ByteBuffer.wrap(written.bytes()).position(1);
    List<Optional<byte[]>> parts = new ArrayList<>();
    while (buffer.hasRemaining()) {
      parts.add(next(buffer));
    }
    return parts;
  }

  private static Optional<byte[]> next(ByteBuffer buffer) {
    int length = buffer.getInt();
    if (length == ABSENT) {
      return Optional.empty();
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return Optional.of(bytes);
  }

  static Optional<byte[]> of(String text) {
    return Optional.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static String text(List<Optional<byte[]>> parts, int index) {
    return text(parts.get(index).orElseThrow());
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
