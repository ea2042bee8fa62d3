package dev.poolhouse.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.FunctionEndpoint;
import dev.poolhouse.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The members that every event of a kind has, and its `response` as the function finds it.
///
/// Source: triggers reference §2, §4.
///
/// @param version `version`
/// @param request members of `request` that are always there, in order
/// @param response `response`, with single quotes
record EventShape(String version, List<String> request, String response) {
  private static final List<String> COMMON =
      List.of(
          "version",
          "triggerSource",
          "region",
          "userPoolId",
          "userName",
          "callerContext",
          "request",
          "response");

  /// The shape of a trigger's events.
  ///
  /// @param trigger as `LambdaConfig` names it; PreTokenGeneration in its second version
  static EventShape of(String trigger) {
    return switch (trigger) {
      case "PreSignUp" ->
          shape(
              "{'autoConfirmUser':false,'autoVerifyEmail':false,'autoVerifyPhone':false}",
              "userAttributes",
              "validationData");
      case "PostConfirmation" -> shape("{}", "userAttributes");
      case "PreAuthentication" -> shape("{}", "userAttributes", "validationData");
      case "PostAuthentication" -> shape("{}", "userAttributes", "newDeviceUsed");
      case "DefineAuthChallenge" ->
          shape(
              "{'challengeName':null,'issueTokens':null,'failAuthentication':null}",
              "userAttributes",
              "session");
      case "CreateAuthChallenge" ->
          shape(
              "{'publicChallengeParameters':null,'privateChallengeParameters':null,"
                  + "'challengeMetadata':null}",
              "userAttributes",
              "challengeName",
              "session");
      case "VerifyAuthChallengeResponse" ->
          shape(
              "{'answerCorrect':null}",
              "userAttributes",
              "privateChallengeParameters",
              "challengeAnswer");
      case "PreTokenGeneration" ->
          new EventShape(
              "2",
              List.of("userAttributes", "groupConfiguration", "scopes"),
              "{'claimsAndScopeOverrideDetails':null}");
      case "UserMigration" ->
          shape(
              "{'userAttributes':null,'forceAliasCreation':null,'enableSMSMFA':null,"
                  + "'finalUserStatus':null,'messageAction':null,'desiredDeliveryMediums':null}",
              "validationData",
              "userAttributes");
      case "CustomMessage" ->
          shape(
              "{'smsMessage':null,'emailMessage':null,'emailSubject':null}",
              "userAttributes",
              "codeParameter",
              "linkParameter",
              "usernameParameter");
      case "CustomEmailSender", "CustomSMSSender" -> shape("{}", "type", "code", "userAttributes");
      default -> throw new AssertionError("no shape of " + trigger);
    };
  }

  private static EventShape shape(String response, String... request) {
    return new EventShape("1", List.of(request), response);
  }

  /// Fails unless the event has this shape; `optional` members may be there too.
  void check(FunctionEndpoint.Event event, String poolId, String userName, Object clientId) {
    Map<String, Object> members = event.members();
    assertThat(members.keySet()).containsExactlyElementsOf(COMMON);
    assertThat(members)
        .containsEntry("version", version)
        .containsEntry("region", "us-east-1")
        .containsEntry("userPoolId", poolId)
        .containsEntry("userName", userName)
        .containsEntry(
            "callerContext",
            Map.of("awsSdkVersion", "aws-sdk-unknown-unknown", "clientId", clientId));
    List<String> always = new ArrayList<>(event.request().keySet());
    always.removeAll(List.of("clientMetadata", "password"));
    assertThat(always).containsExactlyElementsOf(request);
    assertThat(Json.write(FunctionEndpoint.object(members.get("response"))))
        .isEqualTo(response.replace('\'', '"'));
    if (event.request().get("userAttributes") instanceof Map<?, ?> attributes) {
      assertThat(attributes.values()).allMatch(String.class::isInstance);
    }
  }
}
