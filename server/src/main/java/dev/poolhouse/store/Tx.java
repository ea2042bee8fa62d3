package dev.poolhouse.store;

/// An open transaction. Features pass it to the stores and never look inside; it is worth nothing
/// after the lambda that received it has returned.
public interface Tx {}
