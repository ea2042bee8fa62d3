package dev.poolhouse.trigger;

import dev.poolhouse.crypto.Secret;
import java.time.Duration;

/// The way functions are reached: an endpoint that speaks Lambda's Invoke, a webhook, a local file.
/// May be shared; called outside any transaction.
public interface Functions {

  /// Calls a function and waits for its answer.
  Result invoke(Call call);

  /// A call.
  ///
  /// @param arn the function, as the pool configures it
  /// @param kind the trigger, for logs and recordings
  /// @param event the event as JSON; secret, since it may hold passwords and codes
  /// @param patience how long one try may take
  record Call(String arn, TriggerKind kind, Secret event, Duration patience) {}

  /// What became of a call.
  ///
  /// @param outcome how the last try ended
  /// @param tries how often the function was called; 0 when it could not even be tried
  record Result(Outcome outcome, int tries) {}

  /// How a call ended.
  sealed interface Outcome {

    /// The function returned.
    ///
    /// @param answer what it returned, as it came
    record Returned(Secret answer) implements Outcome {}

    /// The function threw.
    ///
    /// @param message its `errorMessage`, or else its `errorType`
    record Threw(String message) implements Outcome {}

    /// The function could not be called.
    ///
    /// @param code name of the error, such as `AccessDeniedException`
    record Refused(String code) implements Outcome {}

    /// No answer came in time, in any try.
    record TimedOut() implements Outcome {}
  }
}
