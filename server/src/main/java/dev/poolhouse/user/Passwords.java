package dev.poolhouse.user;

import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.Srp;
import dev.poolhouse.crypto.SrpSimulation;
import dev.poolhouse.pool.Pool;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes and checks passwords, and their look-alikes for names that belong to no user. Each call
/// may cost an exponentiation: keep it outside transactions. May be shared.
public final class Passwords {
  private final Sealer sealer;
  private final SecureRandom random;
  private final Turns turns;

  public Passwords(Sealer sealer, SecureRandom random, Turns turns) {
    this.sealer = sealer;
    this.random = random;
    this.turns = turns;
  }

  /// Turns that bound the arithmetic of passwords, and everything else that is bounded with it.
  public Turns turns() {
    return turns;
  }

  /// A password that stays until it is changed.
  ///
  /// @param username name as stored, which clients hash as `USER_ID_FOR_SRP`
  public Credential.SrpVerifier permanent(
      Pool pool, UserId id, String username, Secret password, Instant now) {
    return new Credential.SrpVerifier(
        sealed(pool, id, username, password),
        pool.id().part(),
        username,
        false,
        now,
        Optional.empty());
  }

  /// A password that must be changed at the first sign-in, within the time the pool gives.
  ///
  /// @param username name as stored, which clients hash as `USER_ID_FOR_SRP`
  public Credential.SrpVerifier temporary(
      Pool pool, UserId id, String username, Secret password, Instant now) {
    return new Credential.SrpVerifier(
        sealed(pool, id, username, password),
        pool.id().part(),
        username,
        true,
        now,
        Optional.of(now.plus(pool.policy().temporaryPasswordValidity())));
  }

  private Sealed sealed(Pool pool, UserId id, String username, Secret password) {
    Srp.Verifier verifier =
        turns.run(() -> Srp.verifier(pool.id().part(), username, password, random));
    return Sealed.of(sealer.seal(Purpose.PASSWORD, verifier.encode(), id.value()));
  }

  /// The verifier of a user's password.
  ///
  /// @throws IllegalStateException if it was sealed for another user or with a lost key
  public Srp.Verifier open(UserId id, Credential.SrpVerifier credential) {
    return sealer
        .open(Purpose.PASSWORD, credential.verifier().bytes(), id.value())
        .map(Srp.Verifier::decode)
        .orElseThrow(() -> new IllegalStateException("password of a user does not open"));
  }

  /// Whether `password` is the user's. A temporary password's expiry is the caller's to check.
  public boolean matches(UserId id, Credential credential, Secret password) {
    return switch (credential) {
      case Credential.SrpVerifier stored -> {
        Srp.Verifier verifier = open(id, stored);
        yield turns.run(
            () -> Srp.matches(verifier, stored.poolPart(), stored.namePart(), password));
      }
    };
  }

  /// Whether `password` is one of the user's `recent` ones. Costs an exponentiation for each.
  public boolean reused(UserId id, List<Credential> recent, Secret password) {
    return recent.stream().anyMatch(credential -> matches(id, credential, password));
  }

  /// The verifier that a name without a user always has; no password fits it.
  public Srp.Verifier simulated(Pool pool, String typedName) {
    return simulation(pool).verifier(pool.id().part(), pool.policy().fold(typedName));
  }

  /// The `USER_ID_FOR_SRP` that a name without a user always has.
  public String simulatedId(Pool pool, String typedName) {
    return simulation(pool).userId(pool.id().part(), pool.policy().fold(typedName));
  }

  /// What [#matches] is for a user, with the same work; false, as no password fits.
  public boolean simulatedMatches(Pool pool, String typedName, Secret password) {
    Srp.Verifier verifier = simulated(pool, typedName);
    return turns.run(() -> Srp.matches(verifier, pool.id().part(), typedName, password));
  }

  /// What stands for a user's id in limits and lockouts when nobody has that name. The name cannot
  /// be read from it.
  public String simulatedSubject(Pool pool, String typedName) {
    return sealer.stableMac(
        Purpose.UNKNOWN_NAME, pool.key().value(), pool.policy().fold(typedName));
  }

  private SrpSimulation simulation(Pool pool) {
    return sealer
        .open(Purpose.SIMULATION, pool.simulation().bytes(), pool.key().value())
        .map(Secret::of)
        .map(SrpSimulation::new)
        .orElseThrow(() -> new IllegalStateException("simulation secret of a pool does not open"));
  }
}
