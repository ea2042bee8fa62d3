package dev.poolhouse.trigger;

import dev.poolhouse.testing.FunctionEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the functions of a [TriggerStage] answer: users called `auto…` need no confirmation, those
/// called `moved…` come from a foreign table, and the riddle of a custom sign-in has one answer.
final class StageFunctions {
  static final String RIGHT = "42";

  private StageFunctions() {}

  static void answer(TriggerKind kind, Map<String, Object> event) {
    Map<String, Object> response = FunctionEndpoint.object(event.get("response"));
    Map<String, Object> request = FunctionEndpoint.object(event.get("request"));
    String userName = String.valueOf(event.get("userName"));
    switch (kind) {
      case PRE_SIGN_UP -> response.put("autoConfirmUser", userName.startsWith("auto"));
      case USER_MIGRATION -> {
        if (userName.startsWith("moved")) {
          response.put(
              "userAttributes",
              Map.of("email", userName + "@example.com", "email_verified", "true"));
          response.put("finalUserStatus", "CONFIRMED");
          response.put("messageAction", "SUPPRESS");
        }
      }
      case DEFINE_AUTH_CHALLENGE -> define(rounds(request), response);
      case CREATE_AUTH_CHALLENGE -> {
        response.put("publicChallengeParameters", Map.of("question", "?"));
        response.put("privateChallengeParameters", Map.of("answer", RIGHT));
      }
      case VERIFY_AUTH_CHALLENGE_RESPONSE -> {
        Map<String, Object> kept =
            FunctionEndpoint.object(request.get("privateChallengeParameters"));
        response.put(
            "answerCorrect", Objects.equals(request.get("challengeAnswer"), kept.get("answer")));
      }
      default -> {
        // the others answer nothing
      }
    }
  }

  private static List<?> rounds(Map<String, Object> request) {
    return (List<?>) request.getOrDefault("session", List.of());
  }

  private static void define(List<?> rounds, Map<String, Object> response) {
    boolean right =
        !rounds.isEmpty()
            && Boolean.TRUE.equals(
                FunctionEndpoint.object(rounds.getLast()).get("challengeResult"));
    response.put("issueTokens", right);
    response.put("failAuthentication", false);
    if (!right) {
      response.put("challengeName", "CUSTOM_CHALLENGE");
    }
  }
}
