package dev.poolhouse.signin;

import dev.poolhouse.client.SecretCheck;
import dev.poolhouse.user.Turns;
import dev.poolhouse.wire.SessionErrors;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;

/// Answers to challenges: the secret hash, then on to the code of the challenge. May be shared.
public final class Answers {
  private final SecretCheck secrets;
  private final SrpSignIn srp;
  private final NewPasswordAnswer newPassword;
  private final CodeAnswer codes;
  private final MfaAnswers mfa;
  private final ChoiceSignIn choice;
  private final CustomSignIn custom;
  private final DeviceAnswer devices;
  private final SignInEvents events;
  private final SignInThreats threats;
  private final Turns turns;

  /// Answers about second factors, apart from codes that are sent.
  record MfaAnswers(
      SelectMfaTypeAnswer select, SoftwareTokenAnswer softwareToken, MfaSetupAnswer setup) {}

  Answers(
      SecretCheck secrets,
      SrpSignIn srp,
      NewPasswordAnswer newPassword,
      CodeAnswer codes,
      MfaAnswers mfa,
      ChoiceSignIn choice,
      CustomSignIn custom,
      DeviceAnswer devices,
      SignInEvents events,
      SignInThreats threats,
      Turns turns) {
    this.secrets = secrets;
    this.srp = srp;
    this.newPassword = newPassword;
    this.codes = codes;
    this.mfa = mfa;
    this.choice = choice;
    this.custom = custom;
    this.devices = devices;
    this.events = events;
    this.threats = threats;
    this.turns = turns;
  }

  Outcome take(Answer answer) {
    return turns.run(() -> threats.watch(answer, () -> events.watch(answer, () -> check(answer))));
  }

  private Outcome check(Answer answer) {
    String username = answer.require("USERNAME");
    checkHash(answer, username);
    Opening.deviceKey(answer.responses());
    return switch (answer.challenge()) {
      case PASSWORD_VERIFIER -> srp.answer(answer);
      case NEW_PASSWORD_REQUIRED -> newPassword.answer(answer);
      case SMS_MFA -> codes.smsMfa(answer);
      case SMS_OTP -> codes.smsOtp(answer);
      case EMAIL_OTP -> codes.email(answer);
      case SELECT_MFA_TYPE -> mfa.select().answer(answer);
      case SOFTWARE_TOKEN_MFA -> mfa.softwareToken().answer(answer);
      case MFA_SETUP -> mfa.setup().answer(answer);
      case SELECT_CHALLENGE -> choice.select(answer);
      case PASSWORD -> choice.password(answer);
      case PASSWORD_SRP -> choice.srp(answer);
      case WEB_AUTHN -> choice.passkey(answer);
      case DEVICE_SRP_AUTH -> devices.begin(answer);
      case DEVICE_PASSWORD_VERIFIER -> devices.prove(answer);
      case CUSTOM_CHALLENGE -> custom.answer(answer);
      // never asked, so no session of it exists
      case ADMIN_NO_SRP_AUTH, UNKNOWN_TO_SDK_VERSION -> throw SessionErrors.invalid();
    };
  }

  /// The Python client leaves the hash out of its first answer for a device, which proves nothing
  /// yet; one that is sent must be right.
  private void checkHash(Answer answer, String username) {
    Optional<String> hash = answer.optional("SECRET_HASH");
    boolean mayLack = answer.challenge() == ChallengeNameType.DEVICE_SRP_AUTH;
    if (hash.isPresent() || !mayLack) {
      secrets.requireHash(answer.client(), username, hash.orElse(""));
    }
  }
}
