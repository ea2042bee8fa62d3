package dev.poolhouse.crypto;

import java.time.Duration;
import java.util.Optional;

/// What a data key is for. Each purpose has keys of its own, so that a value sealed for one never
/// opens as another.
public enum Purpose {
  /// SRP verifiers and other password material.
  PASSWORD,
  /// App client secrets.
  CLIENT_SECRET,
  /// Private halves of the pools' RSA keys.
  SIGNING_KEY,
  /// `Session` and `SECRET_BLOCK`.
  SESSION,
  /// Refresh tokens.
  REFRESH_TOKEN,
  /// Keyed hashes of codes sent by e-mail and SMS.
  CODE,
  /// Paging tokens.
  PAGE_TOKEN,
  /// Secrets of AWS-style access keys.
  ACCESS_KEY,
  /// Per-pool secrets that derive fake salts and ids of unknown users.
  SIMULATION,
  /// Names of unknown users in limits and lockouts.
  UNKNOWN_NAME,
  /// Messages waiting for delivery.
  MESSAGE,
  /// Secrets of code generators (TOTP).
  SOFTWARE_TOKEN,
  /// SRP verifiers of devices.
  DEVICE,
  /// Rounds of custom sign-ins.
  CUSTOM_ROUNDS,
  /// Tokens that let users give feedback on a sign-in.
  FEEDBACK;

  /// How long a key of this purpose seals new values before the next one takes over; empty where
  /// keys change only when the owner rotates them.
  public Optional<Duration> lifetime() {
    return this == SESSION || this == CUSTOM_ROUNDS
        ? Optional.of(Duration.ofDays(1))
        : Optional.empty();
  }
}
