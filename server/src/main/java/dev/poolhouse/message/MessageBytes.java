package dev.poolhouse.message;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.PoolId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Messages as bytes, to be sealed for the queue: a version byte (2), then each component in order
/// as its length in four bytes and its UTF-8. What is absent has the length -1.
final class MessageBytes {
  private static final byte VERSION = 2;
  private static final int ABSENT = -1;

  private MessageBytes() {}

  static Secret write(Message message) {
    List<Optional<byte[]>> parts =
        List.of(
            part(message.id()),
            part(message.poolId().value()),
            part(message.username()),
            part(message.medium().name()),
            part(message.to()),
            part(message.purpose().name()),
            message.sender().from().flatMap(MessageBytes::part),
            message.sender().replyTo().flatMap(MessageBytes::part),
            message.sender().smsRegion().flatMap(MessageBytes::part),
            part(message.subject()),
            Optional.of(message.body().bytes()),
            message.code().map(Secret::bytes),
            message.link().map(Secret::bytes));
    int size = 1;
    for (Optional<byte[]> part : parts) {
      size += Integer.BYTES + part.map(bytes -> bytes.length).orElse(0);
    }
    ByteBuffer buffer = ByteBuffer.allocate(size).put(VERSION);
    for (Optional<byte[]> part : parts) {
      buffer.putInt(part.map(bytes -> bytes.length).orElse(ABSENT));
      part.ifPresent(buffer::put);
    }
    return Secret.of(buffer.array());
  }

  /// The message that [#write] wrote.
  ///
  /// @throws IllegalStateException if the bytes are of another version
  static Message read(Secret written) {
    ByteBuffer buffer = ByteBuffer.wrap(written.bytes());
    byte version = buffer.get();
    if (version != VERSION) {
      throw new IllegalStateException("queued message of version " + version);
    }
    List<Optional<byte[]>> parts = new ArrayList<>();
    while (buffer.hasRemaining()) {
      parts.add(next(buffer));
    }
    return new Message(
        text(parts, 0),
        new PoolId(text(parts, 1)),
        text(parts, 2),
        Message.Medium.valueOf(text(parts, 3)),
        text(parts, 4),
        Message.Purpose.valueOf(text(parts, 5)),
        new Message.Sender(
            parts.get(6).map(MessageBytes::text),
            parts.get(7).map(MessageBytes::text),
            parts.get(8).map(MessageBytes::text)),
        text(parts, 9),
        Secret.of(parts.get(10).orElseThrow()),
        parts.get(11).map(Secret::of),
        parts.get(12).map(Secret::of));
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

  private static Optional<byte[]> part(String text) {
    return Optional.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(List<Optional<byte[]>> parts, int index) {
    return text(parts.get(index).orElseThrow());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
