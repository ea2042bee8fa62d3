package dev.poolhouse.trigger;

/// The answer of a function from which nothing is expected but that it did not throw.
public enum Done {
  DONE
}
