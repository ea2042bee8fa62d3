package dev.poolhouse.signin;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.Srp;
import dev.poolhouse.crypto.SrpTimestamp;
import dev.poolhouse.wire.ApiException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The clients' half of SRP exchanges, for passwords and for devices alike (sign-in reference
/// §2.2). May be shared.
final class SrpProofs {
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final List<InstantSource> clocks;

  /// @param clocks times that a client's `TIMESTAMP` may agree with
  SrpProofs(List<InstantSource> clocks) {
    this.clocks = List.copyOf(clocks);
  }

  /// Whom a proof is checked against, with the names that the verifier was made with.
  ///
  /// @param group what follows `_` in the pool id, or the device group key
  /// @param name the value of `USER_ID_FOR_SRP`, or the device key
  record Checked(Srp.Verifier verifier, String group, String name) {}

  /// A proof as it was sent.
  ///
  /// @param block the bytes of `PASSWORD_CLAIM_SECRET_BLOCK`
  /// @param timestamp `TIMESTAMP`
  /// @param signature `PASSWORD_CLAIM_SIGNATURE`
  record Proof(Secret block, String timestamp, String signature) {

    /// The proof in an answer.
    ///
    /// Throws `Missing required parameter …`, and [People#INCORRECT] for a block that is none.
    static Proof of(Answer answer) {
      String signature = answer.require("PASSWORD_CLAIM_SIGNATURE");
      String timestamp = answer.require("TIMESTAMP");
      return Sessions.bytes(answer.require("PASSWORD_CLAIM_SECRET_BLOCK"))
          .map(block -> new Proof(Secret.of(block), timestamp, signature))
          .orElseThrow(SrpProofs::incorrect);
    }
  }

  /// `SRP_A` as a number; throws `Invalid SRP_A value.` (unsure).
  static BigInteger publicValue(String srpA) {
    return Srp.parseA(srpA)
        .orElseThrow(() -> ApiException.invalidParameter("Invalid SRP_A value."));
  }

  /// Whether the proof shows knowledge of the secret, made just now.
  ///
  /// @param a the client's public value
  /// @param challenge the server's pair
  boolean holds(BigInteger a, Srp.Challenge challenge, Checked checked, Proof proof) {
    Secret key = Srp.sessionKey(a, challenge, checked.verifier());
    String expected =
        Srp.signature(
            key, checked.group(), checked.name(), proof.block().bytes(), proof.timestamp());
    return Srp.signatureMatches(expected, proof.signature()) && current(proof.timestamp());
  }

  private boolean current(String timestamp) {
    Optional<Instant> given = SrpTimestamp.parse(timestamp);
    return given.isPresent()
        && clocks.stream()
            .anyMatch(
                clock -> Duration.between(given.get(), clock.instant()).abs().compareTo(SKEW) <= 0);
  }

  /// The refusal of whatever is wrong with a proof.
  static ApiException incorrect() {
    return ApiException.notAuthorized(People.INCORRECT);
  }
}
