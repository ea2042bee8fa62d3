package dev.poolhouse.user;

import dev.poolhouse.crypto.Sealed;
import java.time.Instant;
import java.util.Optional;

/// What a user's password is checked against. Sealed for `PASSWORD` with the user's id as context;
/// a stored database alone yields nothing that can be guessed at.
public sealed interface Credential {

  /// When the password was set.
  Instant setAt();

  /// Whether it is a temporary password that the user must change.
  boolean temporary();

  /// When a temporary password stops working.
  Optional<Instant> expiresAt();

  /// An SRP verifier, which serves SRP and plain password flows alike.
  ///
  /// @param verifier encoded salt and verifier, sealed
  /// @param poolPart pool part that the verifier was made with
  /// @param namePart username that the verifier was made with
  /// @param temporary whether it is a temporary password
  /// @param setAt when the password was set
  /// @param expiresAt when a temporary password stops working
  record SrpVerifier(
      Sealed verifier,
      String poolPart,
      String namePart,
      boolean temporary,
      Instant setAt,
      Optional<Instant> expiresAt)
      implements Credential {}
}
