package dev.poolhouse.message;

/// The way that is not there: takes no message. May be shared.
///
/// @param reason what the caller and the log hear
public record NoDelivery(String reason) implements Delivery {

  @Override
  public Outcome send(Message message) {
    return new Outcome.Failed(reason);
  }
}
