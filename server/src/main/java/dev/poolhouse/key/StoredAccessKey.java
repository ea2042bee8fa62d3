package dev.poolhouse.key;

import dev.poolhouse.crypto.Sealed;
import java.time.Instant;
import java.util.Optional;

/// An access key as the database holds it.
///
/// @param id public half
/// @param account twelve-digit account the key acts in
/// @param name what the operator calls it
/// @param secret secret half, sealed for [dev.poolhouse.crypto.Purpose#ACCESS_KEY] with the id as
///   context
/// @param policy what the key may do
/// @param createdAt when it was made, in whole milliseconds
/// @param revokedAt when it was withdrawn; empty while it is good
public record StoredAccessKey(
    String id,
    String account,
    String name,
    Sealed secret,
    AccessPolicy policy,
    Instant createdAt,
    Optional<Instant> revokedAt) {}
