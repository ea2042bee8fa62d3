package dev.poolhouse.message;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.PoolId;

/// What can lie in the queue.
sealed interface Queueable {
  /// The pool that sends it.
  PoolId poolId();

  /// Why it is sent.
  Message.Purpose purpose();

  /// How it travels.
  Message.Medium medium();

  /// E-mail address or phone number.
  String to();

  /// A message that needs nothing but to be sent.
  ///
  /// @param message the message
  record Composed(Message message) implements Queueable {
    @Override
    public PoolId poolId() {
      return message.poolId();
    }

    @Override
    public Message.Purpose purpose() {
      return message.purpose();
    }

    @Override
    public Message.Medium medium() {
      return message.medium();
    }

    @Override
    public String to() {
      return message.to();
    }
  }

  /// A message that a function has yet to write or send.
  ///
  /// @param draft the message
  record Unwritten(Draft draft) implements Queueable {
    @Override
    public PoolId poolId() {
      return draft.poolId();
    }

    @Override
    public Message.Purpose purpose() {
      return draft.purpose();
    }

    @Override
    public Message.Medium medium() {
      return draft.medium();
    }

    @Override
    public String to() {
      return draft.to();
    }
  }

  /// What the bytes say.
  ///
  /// @throws IllegalStateException if they are of another version
  static Queueable read(Secret written) {
    return switch (Parts.version(written)) {
      case MessageBytes.VERSION -> new Composed(MessageBytes.read(written));
      case Draft.VERSION -> new Unwritten(Draft.read(written));
      default ->
          throw new IllegalStateException("queued message of version " + Parts.version(written));
    };
  }
}
