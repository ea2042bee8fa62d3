package dev.poolhouse.trigger;

import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AccountTakeoverEventActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdvancedSecurityModeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;

/// Risky sign-ins on a [TriggerStage] whose pool has threat protection and tells users of them.
///
/// @param stage where they happen
/// @param admin whether through the signed operations
record RiskScenes(TriggerStage stage, boolean admin) {
  private static final String[] SIGNED_IN = {
    "PreAuthentication_Authentication",
    "PostAuthentication_Authentication",
    "TokenGeneration_Authentication"
  };

  /// What such a pool has.
  static void protect(CreateUserPoolRequest.Builder pool) {
    pool.userPoolTier(UserPoolTierType.PLUS)
        .userPoolAddOns(addOns -> addOns.advancedSecurityMode(AdvancedSecurityModeType.ENFORCED));
  }

  /// Users hear of sign-ins with a low risk, which go on.
  static void tellOfRisks(TriggerStage stage) {
    stage
        .server()
        .sdk()
        .setRiskConfiguration(
            set ->
                set.userPoolId(stage.pool().poolId())
                    .accountTakeoverRiskConfiguration(
                        takeover ->
                            takeover.actions(
                                actions ->
                                    actions.lowAction(
                                        low ->
                                            low.sendNotification(true)
                                                .eventAction(
                                                    AccountTakeoverEventActionType.NO_ACTION)))));
  }

  void newDevice() {
    String name = admin ? "roamer-by-admin" : "roamer";
    stage.apart(
        () ->
            stage
                .pool()
                .confirmedUser(name, StageContact.EMAIL.attribute(), name + "@example.com"));
    signIn(name, "first", SIGNED_IN);
    signIn(
        name,
        "second",
        SIGNED_IN[0],
        SIGNED_IN[1],
        SIGNED_IN[2],
        "CustomEmailSender_AccountTakeOverNotification");
  }

  private void signIn(String name, String deviceId, String... sources) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ClientId", stage.clientId());
    body.put("AuthFlow", admin ? "ADMIN_USER_PASSWORD_AUTH" : "USER_PASSWORD_AUTH");
    body.put("AuthParameters", Map.of("USERNAME", name, "PASSWORD", PoolFixture.PASSWORD));
    if (admin) {
      body.put("UserPoolId", stage.pool().poolId());
      body.put(
          "ContextData",
          Map.of(
              "IpAddress", "192.0.2.1",
              "ServerName", "example.com",
              "ServerPath", "/login",
              "HttpHeaders", List.of(),
              "EncodedData", encoded(deviceId)));
    } else {
      body.put("UserContextData", Map.of("EncodedData", encoded(deviceId)));
    }
    stage.call(admin ? "AdminInitiateAuth" : "InitiateAuth", name, body, sources);
  }

  private static String encoded(String deviceId) {
    String payload = Json.write(Map.of("contextData", Map.of("DeviceId", deviceId)));
    return Base64.getEncoder()
        .encodeToString(Json.write(Map.of("payload", payload)).getBytes(StandardCharsets.UTF_8));
  }
}
