package dev.poolhouse.signin;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;

/// What passkeys do in a choice-based sign-in (sign-in reference §8). May be shared.
final class PasskeySteps {

  /// Whether the person has a passkey for the pool's domain.
  boolean has(Pool pool, Person person) {
    return false;
  }

  /// Asks to sign with a passkey.
  Outcome ask(Turn turn) {
    throw notBuilt();
  }

  /// Takes the answer of an authenticator.
  Outcome answer(Turn turn, Challenge.WebAuthn asked) {
    throw notBuilt();
  }

  private static ApiException notBuilt() {
    return ApiException.of(
        ErrorCode.OPERATION_NOT_IMPLEMENTED,
        "Signing in with a passkey is not implemented by this server yet.");
  }
}
