package dev.poolhouse.passkey;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Passkeys and the registrations that were begun. A user has one registration at a time; a new one
/// takes the place of the older.
public interface PasskeyStore {

  /// A registration that was begun.
  ///
  /// @param clientId the app client whose token began it; the same must complete it
  /// @param challenge what the authenticator has to sign
  /// @param expiresAt when it can no longer be completed
  @SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
  record Registration(ClientId clientId, byte[] challenge, Instant expiresAt) {
    public Registration {
      challenge = challenge.clone();
    }

    @Override
    public byte[] challenge() {
      return challenge.clone();
    }

    @Override
    public String toString() {
      return "Registration[expiresAt=" + expiresAt + "]";
    }
  }

  /// What became of a new passkey.
  enum Added {
    /// it is stored
    STORED,
    /// the user has it already
    KNOWN,
    /// the user has as many as allowed
    FULL
  }

  /// Remembers a registration, in the place of an older one.
  void begin(Tx tx, UserId userId, Registration registration);

  /// The newest registration, expired or not.
  Optional<Registration> begun(Tx tx, UserId userId);

  /// Uses the registration up: true for exactly one caller, and only while it is the newest.
  boolean complete(Tx tx, UserId userId, Registration registration);

  /// Stores a passkey unless the user has `limit` of them. [#complete] must come first in the
  /// transaction: it keeps two of a user's registrations from counting at once.
  Added add(Tx tx, Passkey passkey, int limit);

  /// That passkey of the user.
  Optional<Passkey> find(Tx tx, UserId userId, String credentialId);

  /// Up to `limit` passkeys of the user in the order of their ids, after `afterId` (empty text:
  /// from the start).
  List<Passkey> list(Tx tx, UserId userId, String afterId, int limit);

  /// Records a use; false when the passkey is gone, or when its counter did not rise: then a copy
  /// of the authenticator exists, or the same answer was given twice. Authenticators without a
  /// counter always say 0.
  ///
  /// Source: WebAuthn §7.2, the step on the signature counter.
  boolean use(Tx tx, PasskeyUse use, Instant now);

  /// Deletes a passkey; false when it was gone already.
  boolean delete(Tx tx, UserId userId, String credentialId);
}
