package dev.poolhouse.message;

/// The way messages leave the server: the development outbox, or a mail server. May be shared;
/// called outside any transaction.
public interface Delivery {

  /// Hands the message over and says how that went.
  Outcome send(Message message);

  /// How handing over went.
  sealed interface Outcome {

    /// The next hop took the message.
    record Sent() implements Outcome {}

    /// It did not.
    ///
    /// @param reason why, for the log and the caller; holds nothing secret
    record Failed(String reason) implements Outcome {}
  }
}
