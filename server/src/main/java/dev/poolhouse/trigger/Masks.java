package dev.poolhouse.trigger;

import dev.poolhouse.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Shows events and answers without their secrets. What may be shown is listed; every other member
/// of `request` and `response` is masked, so that a member nobody thought of is as well: passwords,
/// codes, answers to challenges, private parameters and tokens. Of client metadata and validation
/// data the names are shown; of a session, everything but the metadata, in which functions keep the
/// codes they sent.
final class Masks {
  private static final String MASK = "***";

  private static final Set<String> EVENT =
      Set.of("version", "triggerSource", "region", "userPoolId", "userName", "callerContext");
  private static final Set<String> SHOWN =
      Set.of(
          "userAttributes",
          "userNotFound",
          "newDeviceUsed",
          "challengeName",
          "challengeResult",
          "groupConfiguration",
          "scopes",
          "codeParameter",
          "linkParameter",
          "usernameParameter",
          "type",
          "providerName",
          "providerType",
          "autoConfirmUser",
          "autoVerifyEmail",
          "autoVerifyPhone",
          "issueTokens",
          "failAuthentication",
          "answerCorrect",
          "publicChallengeParameters",
          "claimsOverrideDetails",
          "claimsAndScopeOverrideDetails",
          "finalUserStatus",
          "messageAction",
          "desiredDeliveryMediums",
          "forceAliasCreation",
          "enableSMSMFA",
          "smsMessage",
          "emailMessage",
          "emailSubject",
          "userAttributesToMap");
  private static final Set<String> NAMES_SHOWN = Set.of("clientMetadata", "validationData");

  private Masks() {}

  /// An event, or what a function made of it.
  static Object event(Object json) {
    if (!(json instanceof Map<?, ?> members)) {
      return json.equals(Json.NULL) ? json : MASK;
    }
    Map<String, Object> shown = new LinkedHashMap<>();
    members.forEach(
        (name, value) -> {
          String text = String.valueOf(name);
          boolean nested = text.equals("request") || text.equals("response");
          shown.put(text, nested ? members(value) : masked(EVENT.contains(text), value));
        });
    return shown;
  }

  private static Object members(Object json) {
    if (!(json instanceof Map<?, ?> members)) {
      return masked(false, json);
    }
    Map<String, Object> shown = new LinkedHashMap<>();
    members.forEach((name, value) -> shown.put(String.valueOf(name), member(name, value)));
    return shown;
  }

  private static Object member(Object name, Object value) {
    if (NAMES_SHOWN.contains(name) && value instanceof Map<?, ?> map) {
      Map<String, Object> names = new LinkedHashMap<>();
      map.keySet().forEach(key -> names.put(String.valueOf(key), MASK));
      return names;
    }
    if (name.equals("session") && value instanceof List<?> rounds) {
      return rounds.stream().map(Masks::members).toList();
    }
    return masked(SHOWN.contains(String.valueOf(name)), value);
  }

  private static Object masked(boolean shown, Object value) {
    return shown || value.equals(Json.NULL) ? value : MASK;
  }
}
