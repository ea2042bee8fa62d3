package dev.poolhouse.risk;

import dev.poolhouse.message.Messages;
import java.util.Optional;

/// What was decided about a sign-in whose first factor is proven.
///
/// @param event the event to store, as of now
/// @param demand what is demanded
/// @param outcome whether it may go on
/// @param notice the message to the user, sealed for the queue
public record Verdict(
    AuthEvent event, Demand demand, Outcome outcome, Optional<Messages.Queued> notice) {

  /// Whether a sign-in may go on.
  public enum Outcome {
    /// it may
    GOES_ON,
    /// the risk blocks it
    BLOCKED,
    /// its password is known to others and must be reset
    RESET
  }
}
