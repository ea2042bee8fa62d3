package dev.poolhouse.signin;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.Secret;

/// Codes that are sent during a sign-in. Nothing is stored: the sealed state holds a keyed hash,
/// bound to the person, the use and the address, so a code stops working when the address changes.
/// A state is answered successfully once, so a code is too. May be shared.
///
/// Source: sign-in reference §5.4.
final class SignInCodes {
  private final Sealer sealer;
  private final Ids ids;

  SignInCodes(Sealer sealer, Ids ids) {
    this.sealer = sealer;
    this.ids = ids;
  }

  /// What a code is for; a first factor has eight digits (recorded), a second one six.
  enum Use {
    SMS_MFA(6),
    EMAIL_MFA(6),
    SMS_OTP(8),
    EMAIL_OTP(8);

    private final int digits;

    Use(int digits) {
      this.digits = digits;
    }
  }

  /// A new code.
  ///
  /// @param code for the message
  /// @param sent for the state of the sign-in
  record Issued(Secret code, SentCode sent) {}

  /// A code for that person and address.
  ///
  /// @param subject the user's id, or what stands for an unknown name
  Issued issue(String subject, Use use, String address) {
    Secret code = ids.numericCode(use.digits);
    return new Issued(
        code, new SentCode(sealer.mac(Purpose.CODE, subject, use.name(), address, code.reveal())));
  }

  /// Whether `typed` is the code that was sent there, in constant time.
  boolean matches(SentCode sent, String subject, Use use, String address, String typed) {
    return sealer.macMatches(Purpose.CODE, sent.hash(), subject, use.name(), address, typed);
  }
}
