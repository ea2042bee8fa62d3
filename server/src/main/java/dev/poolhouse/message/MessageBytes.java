package dev.poolhouse.message;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.PoolId;
import java.util.List;
import java.util.Optional;

/// Composed messages as bytes: [Parts], each component in its order.
final class MessageBytes {
  static final byte VERSION = 2;

  private MessageBytes() {}

  static Secret write(Message message) {
    return Parts.write(
        VERSION,
        List.of(
            Parts.of(message.id()),
            Parts.of(message.poolId().value()),
            Parts.of(message.username()),
            Parts.of(message.medium().name()),
            Parts.of(message.to()),
            Parts.of(message.purpose().name()),
            message.sender().from().flatMap(Parts::of),
            message.sender().replyTo().flatMap(Parts::of),
            message.sender().smsRegion().flatMap(Parts::of),
            Parts.of(message.subject()),
            Optional.of(message.body().bytes()),
            message.code().map(Secret::bytes),
            message.link().map(Secret::bytes)));
  }

  /// The message that [#write] wrote.
  static Message read(Secret written) {
    List<Optional<byte[]>> parts = Parts.read(written);
    return new Message(
        Parts.text(parts, 0),
        new PoolId(Parts.text(parts, 1)),
        Parts.text(parts, 2),
        Message.Medium.valueOf(Parts.text(parts, 3)),
        Parts.text(parts, 4),
        Message.Purpose.valueOf(Parts.text(parts, 5)),
        new Message.Sender(
            parts.get(6).map(Parts::text),
            parts.get(7).map(Parts::text),
            parts.get(8).map(Parts::text)),
        Parts.text(parts, 9),
        Secret.of(parts.get(10).orElseThrow()),
        parts.get(11).map(Secret::of),
        parts.get(12).map(Secret::of));
  }
}
