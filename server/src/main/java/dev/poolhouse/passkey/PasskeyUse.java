package dev.poolhouse.passkey;

import dev.poolhouse.user.UserId;

/// A sign-in with a passkey whose signature was right, to be recorded by [PasskeyStore#use].
///
/// @param userId whose passkey it is
/// @param credentialId which one
/// @param signCount the authenticator's counter now
/// @param backedUp whether the passkey is copied elsewhere now
/// @param userVerified whether the authenticator verified the user (PIN, fingerprint, face)
/// @param roams whether the authenticator can be carried from one device to another
public record PasskeyUse(
    UserId userId,
    String credentialId,
    long signCount,
    boolean backedUp,
    boolean userVerified,
    boolean roams) {}
