package dev.poolhouse.mfa;

import dev.poolhouse.crypto.Base32;
import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.Totp;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// Makes the secrets of code generators and checks their codes. Cryptography happens before a
/// transaction, in [#issue] and [#prove]; the transaction decides who uses a code, in [#accept] and
/// [#enrol]. May be shared.
///
/// Source: sign-in reference §5.1.
public final class SoftwareTokens {
  private static final int SECRET_BYTES = 32;

  /// What a code is refused with whose time step was used before.
  private static final String USED = "Your software token has already been used once.";

  private final SoftwareTokenStore store;
  private final Sealer sealer;
  private final SecureRandom random;
  private final List<InstantSource> clocks;

  /// @param clocks times that a code generator may agree with
  public SoftwareTokens(
      SoftwareTokenStore store, Sealer sealer, SecureRandom random, List<InstantSource> clocks) {
    this.store = store;
    this.sealer = sealer;
    this.random = random;
    this.clocks = List.copyOf(clocks);
  }

  /// A new secret.
  ///
  /// @param shown Base32 for the user, 52 letters
  /// @param stored for [SoftwareTokenStore#begin]
  public record Issued(Secret shown, Sealed stored) {}

  /// A code that was right when it was checked, and is not used up yet.
  ///
  /// @param secret the sealed secret that makes such codes
  /// @param step the time step it belongs to
  public record Proof(UserId userId, Sealed secret, long step) {}

  /// A new secret for a user.
  public Issued issue(UserId id) {
    byte[] key = new byte[SECRET_BYTES];
    random.nextBytes(key);
    Sealed stored = sealer.sealSecret(Purpose.SOFTWARE_TOKEN, Secret.of(key), id.value());
    return new Issued(Secret.of(Base32.encode(key)), stored);
  }

  /// The user's code generator, in use or being set up.
  public Optional<SoftwareTokenStore.SoftwareToken> find(Tx tx, UserId id) {
    return store.find(tx, id);
  }

  /// Checks a code of the generator in use; empty when it is wrong or no generator is in use.
  public Optional<Proof> prove(UserId id, SoftwareTokenStore.SoftwareToken token, String code) {
    return token.secret().flatMap(secret -> prove(id, secret, token.lastStep(), code));
  }

  /// Checks a code of the generator being set up; empty when it is wrong or none is being set up.
  Optional<Proof> provePending(UserId id, SoftwareTokenStore.SoftwareToken token, String code) {
    return token.pending().flatMap(secret -> prove(id, secret, token.lastStep(), code));
  }

  /// A step that is not used up is preferred; if there is none, the transaction refuses.
  private Optional<Proof> prove(UserId id, Sealed secret, long lastStep, String code) {
    Secret key =
        sealer
            .openSecret(Purpose.SOFTWARE_TOKEN, secret, id.value())
            .orElseThrow(() -> new IllegalStateException("software token of " + id));
    SortedSet<Long> steps =
        Totp.stepsShowing(key, code, clocks.stream().map(InstantSource::instant).toList());
    return steps.tailSet(lastStep + 1).stream()
        .findFirst()
        .or(() -> steps.stream().findFirst())
        .map(step -> new Proof(id, secret, step));
  }

  /// Uses the code up, for exactly one caller; throws `ExpiredCodeException` (recorded) for the
  /// others, and when the generator has been replaced or deleted since.
  public void accept(Tx tx, Proof proof) {
    if (!store.accept(tx, proof.userId(), proof.secret(), proof.step())) {
      throw ApiException.of(ErrorCode.EXPIRED_CODE, USED);
    }
  }

  /// Puts the generator being set up to use, using the code up.
  ///
  /// Throws `EnableSoftwareTokenMFAException` for a code that is used up, since setting up knows no
  /// `ExpiredCodeException` (which of its own the service answers is unsure), and [#mismatch] when
  /// another secret is being set up by now.
  void enrol(Tx tx, Proof proof, String name, Instant now) {
    if (store.enrol(tx, proof.userId(), proof.secret(), name, proof.step(), now)) {
      return;
    }
    boolean current =
        store
            .find(tx, proof.userId())
            .flatMap(SoftwareTokenStore.SoftwareToken::pending)
            .filter(proof.secret()::equals)
            .isPresent();
    throw current ? ApiException.of(ErrorCode.ENABLE_SOFTWARE_TOKEN_MFA, USED) : mismatch();
  }

  /// `EnableSoftwareTokenMFAException` for a wrong code while setting up.
  static ApiException mismatch() {
    return ApiException.of(
        ErrorCode.ENABLE_SOFTWARE_TOKEN_MFA, "Code mismatch and fail enable Software Token MFA");
  }
}
