package dev.poolhouse.trigger;

import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CustomEmailLambdaVersionConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CustomSMSLambdaVersionConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InboundFederationLambdaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;

/// The 13 kinds of triggers, named as `LambdaConfig` names them.
@SuppressWarnings("ImmutableEnumChecker") // the functions only read what they are given
public enum TriggerKind {
  PRE_SIGN_UP("PreSignUp", LambdaConfigType::preSignUp),
  POST_CONFIRMATION("PostConfirmation", LambdaConfigType::postConfirmation),
  PRE_AUTHENTICATION("PreAuthentication", LambdaConfigType::preAuthentication),
  POST_AUTHENTICATION("PostAuthentication", LambdaConfigType::postAuthentication),
  DEFINE_AUTH_CHALLENGE("DefineAuthChallenge", LambdaConfigType::defineAuthChallenge),
  CREATE_AUTH_CHALLENGE("CreateAuthChallenge", LambdaConfigType::createAuthChallenge),
  VERIFY_AUTH_CHALLENGE_RESPONSE(
      "VerifyAuthChallengeResponse", LambdaConfigType::verifyAuthChallengeResponse),
  PRE_TOKEN_GENERATION(
      "PreTokenGeneration",
      triggers ->
          triggers.preTokenGenerationConfig() == null
              ? triggers.preTokenGeneration()
              : triggers.preTokenGenerationConfig().lambdaArn()),
  USER_MIGRATION("UserMigration", LambdaConfigType::userMigration),
  CUSTOM_MESSAGE("CustomMessage", LambdaConfigType::customMessage),
  CUSTOM_SMS_SENDER(
      "CustomSMSSender",
      triggers ->
          Optional.ofNullable(triggers.customSMSSender())
              .map(CustomSMSLambdaVersionConfigType::lambdaArn)
              .orElse(null)),
  CUSTOM_EMAIL_SENDER(
      "CustomEmailSender",
      triggers ->
          Optional.ofNullable(triggers.customEmailSender())
              .map(CustomEmailLambdaVersionConfigType::lambdaArn)
              .orElse(null)),
  INBOUND_FEDERATION(
      "InboundFederation",
      triggers ->
          Optional.ofNullable(triggers.inboundFederation())
              .map(InboundFederationLambdaType::lambdaArn)
              .orElse(null));

  private final String configName;
  private final Function<LambdaConfigType, String> arn;

  TriggerKind(String configName, Function<LambdaConfigType, String> arn) {
    this.configName = configName;
    this.arn = arn;
  }

  /// The name in `LambdaConfig`, in error texts and, up to the underscore, in trigger sources.
  public String configName() {
    return configName;
  }

  /// The function that the pool configures for this kind.
  public Optional<String> function(LambdaConfigType triggers) {
    return Optional.ofNullable(arn.apply(triggers)).filter(name -> !name.isEmpty());
  }
}
