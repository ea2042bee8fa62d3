package dev.poolhouse.user;

import dev.poolhouse.store.Tx;
import java.time.Instant;
import java.util.Optional;

/// Codes sent to users. A new code of a purpose replaces the older one.
public interface CodeStore {

  /// What a code allows.
  enum Purpose {
    /// confirming a sign-up
    SIGN_UP,
    /// setting a new password
    FORGOT_PASSWORD,
    /// verifying `email`
    VERIFY_EMAIL,
    /// verifying `phone_number`
    VERIFY_PHONE_NUMBER
  }

  /// A code as stored.
  ///
  /// @param hash keyed hash of the code, from `Sealer.mac`
  /// @param attribute attribute that the code proves, such as `email`; empty when it proves none
  /// @param target address it was sent to
  /// @param createdAt when it was made
  /// @param expiresAt when it stops working
  @SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
  record Code(
      byte[] hash,
      Optional<String> attribute,
      String target,
      Instant createdAt,
      Instant expiresAt) {
    public Code {
      hash = hash.clone();
    }

    @Override
    public byte[] hash() {
      return hash.clone();
    }

    @Override
    public String toString() {
      return "Code[expiresAt=" + expiresAt + "]";
    }
  }

  /// Stores a code, in the place of an older one of the same purpose.
  void put(Tx tx, UserId id, Purpose purpose, Code code);

  /// The newest code of that purpose, expired or not.
  Optional<Code> find(Tx tx, UserId id, Purpose purpose);

  /// Uses the code up: true for exactly one caller, and only while it is still the newest.
  boolean consume(Tx tx, UserId id, Purpose purpose, Code code);
}
