package dev.poolhouse.lambda;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.trigger.Functions;
import java.time.Duration;

/// A place where functions run. May be shared.
interface Target {

  /// Most bytes that an answer may have; Lambda's own limit.
  int LARGEST_ANSWER = 6 << 20;

  /// Calls a function once.
  ///
  /// @param event the event as JSON
  /// @param patience how long the call may take
  Functions.Outcome invoke(FunctionArn function, Secret event, Duration patience);
}
