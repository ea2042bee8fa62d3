package dev.poolhouse.group;

import dev.poolhouse.pool.PoolKey;
import java.time.Instant;
import java.util.Optional;

/// A group of a pool.
///
/// @param poolKey the pool it belongs to
/// @param name name, unique within the pool
/// @param description description, when given
/// @param roleArn role that members may assume, when given
/// @param precedence 0 is the strongest; empty is weaker than any number
/// @param createdAt creation
/// @param modifiedAt last change
public record Group(
    PoolKey poolKey,
    String name,
    Optional<String> description,
    Optional<String> roleArn,
    Optional<Integer> precedence,
    Instant createdAt,
    Instant modifiedAt) {}
