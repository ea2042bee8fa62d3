package dev.poolhouse.device;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.Optional;

/// A device that has been confirmed: it left a verifier of a secret that only it knows. Until then
/// a device is no more than the key that a sign-in gave out, and nothing is stored.
///
/// @param userId whose device
/// @param key `DeviceKey`, see [DeviceKeys]
/// @param groupKey `DeviceGroupKey`, which its proofs are made with
/// @param name what the user calls it
/// @param verifier the SRP verifier, sealed; see [DeviceVerifiers]
/// @param remembered whether it may stand in for a second factor
/// @param lastIp address it was last used from
/// @param createdAt when it was confirmed
/// @param modifiedAt last change of its status
/// @param authenticatedAt last sign-in with it
public record Device(
    UserId userId,
    String key,
    String groupKey,
    Optional<String> name,
    Sealed verifier,
    boolean remembered,
    Optional<String> lastIp,
    Instant createdAt,
    Instant modifiedAt,
    Instant authenticatedAt) {}
