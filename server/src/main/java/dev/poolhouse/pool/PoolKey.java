package dev.poolhouse.pool;

/// Internal key of a pool: random, never shown, never used again after the pool is deleted.
///
/// @param value the key as the database holds it
public record PoolKey(String value) {}
