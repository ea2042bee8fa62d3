package dev.poolhouse.user;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Makes and checks the six-digit codes sent to users. Guessing is bounded by [Limits], use by
/// [CodeStore#consume]. May be shared.
///
/// Source: sign-in reference §5.4.
public final class Codes {
  private static final int DIGITS = 6;
  private static final Duration RECOVERY_VALIDITY = Duration.ofHours(1);
  private static final Duration VALIDITY = Duration.ofHours(24);

  private final Sealer sealer;
  private final Ids ids;

  public Codes(Sealer sealer, Ids ids) {
    this.sealer = sealer;
    this.ids = ids;
  }

  /// A new code.
  ///
  /// @param code for the message
  /// @param stored for [CodeStore#put]
  public record Issued(Secret code, CodeStore.Code stored) {}

  /// How a code that a user typed compares with the stored one.
  public enum Check {
    MATCH,
    MISMATCH,
    EXPIRED
  }

  /// A code that proves `attribute`, good for 24 hours, or one hour to set a new password.
  ///
  /// @param attribute `email` or `phone_number`
  /// @param target the address the code goes to
  public Issued issue(
      UserId id, CodeStore.Purpose purpose, String attribute, String target, Instant now) {
    Secret code = ids.numericCode(DIGITS);
    Duration validity = purpose == CodeStore.Purpose.FORGOT_PASSWORD ? RECOVERY_VALIDITY : VALIDITY;
    CodeStore.Code stored =
        new CodeStore.Code(
            sealer.mac(
                dev.poolhouse.crypto.Purpose.CODE, id.value(), purpose.name(), code.reveal()),
            Optional.of(attribute),
            target,
            now,
            now.plus(validity));
    return new Issued(code, stored);
  }

  /// Compares a typed code with the stored one of that user and purpose, in constant time.
  public Check check(
      UserId id, CodeStore.Purpose purpose, CodeStore.Code stored, String typed, Instant now) {
    boolean match =
        sealer.macMatches(
            dev.poolhouse.crypto.Purpose.CODE, stored.hash(), id.value(), purpose.name(), typed);
    if (!now.isBefore(stored.expiresAt())) {
      return Check.EXPIRED;
    }
    return match ? Check.MATCH : Check.MISMATCH;
  }

  /// [#check], or the error of each other outcome.
  public void require(
      UserId id, CodeStore.Purpose purpose, CodeStore.Code stored, String typed, Instant now) {
    switch (check(id, purpose, stored, typed, now)) {
      case MATCH -> {
        return;
      }
      case MISMATCH -> throw mismatch();
      case EXPIRED -> throw expired();
    }
  }

  /// `CodeMismatchException` (recorded)
  public static ApiException mismatch() {
    return ApiException.of(
        ErrorCode.CODE_MISMATCH, "Invalid verification code provided, please try again.");
  }

  /// `ExpiredCodeException`, also where no code is pending
  public static ApiException expired() {
    return ApiException.of(
        ErrorCode.EXPIRED_CODE, "Invalid code provided, please request a code again.");
  }
}
