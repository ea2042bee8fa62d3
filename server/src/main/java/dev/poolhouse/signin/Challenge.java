package dev.poolhouse.signin;

import dev.poolhouse.crypto.Secret;
import java.math.BigInteger;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;

/// What the user has been asked and must answer next. One nested type per `ChallengeName` that this
/// server can ask; a new one does not compile until every switch over the family has answered for
/// it.
public sealed interface Challenge {

  /// The name on the wire.
  ChallengeNameType name();

  /// Prove knowledge of the password without sending it.
  ///
  /// @param a the client's public value
  /// @param exponent the server's secret exponent b
  /// @param publicValue the server's public value B
  record PasswordVerifier(BigInteger a, Secret exponent, BigInteger publicValue)
      implements Challenge {
    @Override
    public ChallengeNameType name() {
      return ChallengeNameType.PASSWORD_VERIFIER;
    }
  }

  /// Set a password in the place of a temporary one, and give the attributes the pool requires.
  record NewPasswordRequired() implements Challenge {
    @Override
    public ChallengeNameType name() {
      return ChallengeNameType.NEW_PASSWORD_REQUIRED;
    }
  }
}
