package dev.poolhouse.lambda;

import dev.poolhouse.trigger.Functions;

/// A place where functions run. May be shared.
interface Target {

  /// Most bytes that an answer may have; Lambda's own limit.
  int LARGEST_ANSWER = 6_291_556;

  /// Calls a function once.
  Functions.Outcome invoke(FunctionArn function, Functions.Call call);
}
