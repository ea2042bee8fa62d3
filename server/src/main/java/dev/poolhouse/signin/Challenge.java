package dev.poolhouse.signin;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.user.MfaFactor;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /// Type the code that was sent by SMS, after a first factor.
  record SmsMfa(SentCode code) implements Challenge {
    @Override
    public ChallengeNameType name() {
      return ChallengeNameType.SMS_MFA;
    }
  }

  /// Type the code that was sent by e-mail.
  ///
  /// @param second whether it follows a first factor
  /// @param setsUp address that the right answer makes the user's own second factor
  record EmailOtp(SentCode code, boolean second, Optional<String> setsUp) implements Challenge {
    @Override
    public ChallengeNameType name() {
      return ChallengeNameType.EMAIL_OTP;
    }
  }

  /// Type the code that was sent by SMS, in the place of a password.
  record SmsOtp(SentCode code) implements Challenge {
    @Override
    public ChallengeNameType name() {
      return ChallengeNameType.SMS_OTP;
    }
  }

  /// Type the code that the user's generator shows.
  record SoftwareTokenMfa() implements Challenge {
    @Override
    public ChallengeNameType name() {
      return ChallengeNameType.SOFTWARE_TOKEN_MFA;
    }
  }

  /// Choose among several second factors.
  ///
  /// @param offered what can be chosen
  record SelectMfaType(Set<MfaFactor> offered) implements Challenge {
    public SelectMfaType {
      offered = Set.copyOf(offered);
    }

    @Override
    public ChallengeNameType name() {
      return ChallengeNameType.SELECT_MFA_TYPE;
    }
  }

  /// Set up a second factor, since the pool demands one.
  ///
  /// @param verified whether a code generator has been set up with this session
  record MfaSetup(boolean verified) implements Challenge {
    @Override
    public ChallengeNameType name() {
      return ChallengeNameType.MFA_SETUP;
    }
  }

  /// Choose how to sign in.
  ///
  /// @param offered names of challenges that can be chosen
  record SelectChallenge(List<String> offered) implements Challenge {
    public SelectChallenge {
      offered = List.copyOf(offered);
    }

    @Override
    public ChallengeNameType name() {
      return ChallengeNameType.SELECT_CHALLENGE;
    }
  }

  /// Send the password.
  record Password() implements Challenge {
    @Override
    public ChallengeNameType name() {
      return ChallengeNameType.PASSWORD;
    }
  }

  /// Begin to prove knowledge of the password without sending it.
  record PasswordSrp() implements Challenge {
    @Override
    public ChallengeNameType name() {
      return ChallengeNameType.PASSWORD_SRP;
    }
  }

  /// Sign with a passkey.
  ///
  /// @param challenge what is to be signed, in URL-safe Base64
  record WebAuthn(String challenge) implements Challenge {
    @Override
    public ChallengeNameType name() {
      return ChallengeNameType.WEB_AUTHN;
    }
  }

  /// Answer what the pool's own functions ask.
  record Custom() implements Challenge {
    @Override
    public ChallengeNameType name() {
      return ChallengeNameType.CUSTOM_CHALLENGE;
    }
  }

  /// Begin to prove knowledge of the device's secret.
  record DeviceSrpAuth() implements Challenge {
    @Override
    public ChallengeNameType name() {
      return ChallengeNameType.DEVICE_SRP_AUTH;
    }
  }

  /// Prove knowledge of the device's secret; the parts are those of [PasswordVerifier].
  record DevicePasswordVerifier(BigInteger a, Secret exponent, BigInteger publicValue)
      implements Challenge {
    @Override
    public ChallengeNameType name() {
      return ChallengeNameType.DEVICE_PASSWORD_VERIFIER;
    }
  }
}
