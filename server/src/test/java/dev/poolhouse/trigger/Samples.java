package dev.poolhouse.trigger;

import dev.poolhouse.crypto.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One firing of each trigger.
final class Samples {
  private static final Map<String, String> ATTRIBUTES = Map.of("email", "ann@example.com");

  private Samples() {}

  static Trigger<?> of(TriggerKind kind) {
    return switch (kind) {
      case PRE_SIGN_UP -> new PreSignUp("SignUp", "ann", ATTRIBUTES, Map.of());
      case POST_CONFIRMATION -> new PostConfirmation("ConfirmSignUp", "ann", ATTRIBUTES);
      case PRE_AUTHENTICATION -> new PreAuthentication("ann", ATTRIBUTES, Optional.empty());
      case POST_AUTHENTICATION -> new PostAuthentication("ann", ATTRIBUTES, false);
      case DEFINE_AUTH_CHALLENGE ->
          new DefineAuthChallenge(
              "ann",
              ATTRIBUTES,
              List.of(
                  new ChallengeResult("SRP_A", true, Optional.empty()),
                  new ChallengeResult("CUSTOM_CHALLENGE", false, Optional.of("riddle"))),
              Optional.of(false));
      case CREATE_AUTH_CHALLENGE ->
          new CreateAuthChallenge(
              "ann", ATTRIBUTES, "CUSTOM_CHALLENGE", List.of(), Optional.empty());
      case VERIFY_AUTH_CHALLENGE_RESPONSE ->
          new VerifyAuthChallengeResponse(
              "ann", ATTRIBUTES, Map.of("answer", "42"), "41", Optional.of(true));
      case PRE_TOKEN_GENERATION -> tokens(1);
      case USER_MIGRATION ->
          new UserMigration("Authentication", "ann", Optional.of(Secret.of("typed")));
      case CUSTOM_MESSAGE ->
          new CustomMessage("SignUp", "ann", ATTRIBUTES, "{##Click Here##}", false);
      case CUSTOM_SMS_SENDER ->
          new CustomSender(true, "Authentication", "ann", ATTRIBUTES, Optional.of("AYAD"));
      case CUSTOM_EMAIL_SENDER ->
          new CustomSender(
              false, "AccountTakeOverNotification", "ann", ATTRIBUTES, Optional.empty());
      case INBOUND_FEDERATION ->
          new InboundFederation("Login_1", "Login", "OIDC", Map.of("idToken", Map.of("sub", "1")));
    };
  }

  /// @param generation version of the event
  static PreTokenGeneration tokens(int generation) {
    return new PreTokenGeneration(
        "RefreshTokens",
        "ann",
        ATTRIBUTES,
        Optional.of(
            new PreTokenGeneration.GroupConfiguration(
                List.of("g"), List.of("r"), Optional.empty())),
        List.of("openid"),
        generation);
  }
}
