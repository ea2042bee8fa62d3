package dev.poolhouse.signin;

import dev.poolhouse.client.SecretCheck;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;

/// Answers to challenges: the secret hash, then on to the code of the challenge. May be shared.
public final class Answers {
  private final SecretCheck secrets;
  private final SrpSignIn srp;
  private final NewPasswordAnswer newPassword;
  private final CodeAnswer codes;
  private final MfaAnswers mfa;
  private final ChoiceSignIn choice;

  /// Answers about second factors, apart from codes that are sent.
  record MfaAnswers(
      SelectMfaTypeAnswer select, SoftwareTokenAnswer softwareToken, MfaSetupAnswer setup) {}

  Answers(
      SecretCheck secrets,
      SrpSignIn srp,
      NewPasswordAnswer newPassword,
      CodeAnswer codes,
      MfaAnswers mfa,
      ChoiceSignIn choice) {
    this.secrets = secrets;
    this.srp = srp;
    this.newPassword = newPassword;
    this.codes = codes;
    this.mfa = mfa;
    this.choice = choice;
  }

  Outcome take(Answer answer) {
    String username = answer.require("USERNAME");
    secrets.requireHash(answer.client(), username, answer.optional("SECRET_HASH").orElse(""));
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
      case CUSTOM_CHALLENGE,
          DEVICE_SRP_AUTH,
          DEVICE_PASSWORD_VERIFIER,
          ADMIN_NO_SRP_AUTH,
          UNKNOWN_TO_SDK_VERSION ->
          throw ApiException.of(
              ErrorCode.OPERATION_NOT_IMPLEMENTED,
              "The challenge " + answer.challenge() + " is not implemented by this server yet.");
    };
  }
}
