package dev.poolhouse.passkey;

import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A passkey of a user, as the user registered it and last used it.
///
/// @param userId whose it is
/// @param credentialId the authenticator's id for it, Base64url without padding
/// @param relyingPartyId the domain it works for
/// @param name shown to the user, such as `Roaming passkey`
/// @param publicKey the key its signatures are checked with, as COSE key
/// @param attestation the attestation object given at registration where it held a statement;
///   otherwise no bytes
/// @param signCount the authenticator's counter at its last use; 0 where it has none
/// @param aaguid the authenticator's model, a UUID; all zero where it does not tell
/// @param attachment `platform` or `cross-platform`, where the client told
/// @param transports how clients reach the authenticator, such as `internal`; in alphabetical order
/// @param userVerified whether the user was verified at registration or at a use since
/// @param backupEligible whether it may be copied to other devices; never changes
/// @param backedUp whether it was so at its last use
/// @param createdAt registration
/// @param usedAt last sign-in with it
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record Passkey(
    UserId userId,
    String credentialId,
    String relyingPartyId,
    String name,
    byte[] publicKey,
    byte[] attestation,
    long signCount,
    String aaguid,
    Optional<String> attachment,
    List<String> transports,
    boolean userVerified,
    boolean backupEligible,
    boolean backedUp,
    Instant createdAt,
    Optional<Instant> usedAt) {
  /// Most passkeys of a user. Source: quotas page.
  public static final int MAX_OF_USER = 20;

  /// Takes copies of what could change.
  public Passkey {
    publicKey = publicKey.clone();
    attestation = attestation.clone();
    transports = List.copyOf(transports);
  }

  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public byte[] attestation() {
    return attestation.clone();
  }

  /// Whether it can be carried from one device to another, as a security key can.
  public boolean roams() {
    return attachment.filter("cross-platform"::equals).isPresent();
  }

  @Override
  public String toString() {
    return "Passkey[" + credentialId + "]";
  }
}
