package dev.poolhouse.trigger;

import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testkit.DeviceVerifier;
import dev.poolhouse.testkit.SrpClient;
import dev.poolhouse.user.MfaFactor;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NewDeviceMetadataType;
import tools.jackson.databind.JsonNode;

/// Sign-ins on a [TriggerStage], through the public or the signed operations.
final class SignInScenes {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PRE = "PreAuthentication_Authentication";
  private static final String POST = "PostAuthentication_Authentication";
  private static final String TOKENS = "TokenGeneration_Authentication";
  private static final String DEFINE = "DefineAuthChallenge_Authentication";
  private static final String CREATE = "CreateAuthChallenge_Authentication";
  private static final String VERIFY = "VerifyAuthChallengeResponse_Authentication";

  private final TriggerStage stage;
  private final CognitoIdentityProviderClient sdk;
  private final boolean admin;
  private final String suffix;

  SignInScenes(TriggerStage stage, boolean admin) {
    this.stage = stage;
    this.sdk = stage.server().sdk();
    this.admin = admin;
    this.suffix = admin ? "-by-admin" : "";
  }

  private String user(String name, String... attributes) {
    return stage.apart(() -> stage.pool().confirmedUser(name + suffix, attributes));
  }

  void password() {
    String ann = user("ann");
    RawAnswer answer =
        begin(ann, passwordFlow(), Map.of("PASSWORD", PoolFixture.PASSWORD), PRE, POST, TOKENS);
    String token = answer.json().path("AuthenticationResult").path("RefreshToken").asString();
    begin(
        ann, "REFRESH_TOKEN_AUTH", Map.of("REFRESH_TOKEN", token), "TokenGeneration_RefreshTokens");
    if (!admin) {
      stage.call(
          "GetTokensFromRefreshToken",
          ann,
          Map.of("ClientId", stage.clientId(), "RefreshToken", token),
          "TokenGeneration_RefreshTokens");
    }
  }

  void srp() {
    String name = user("srp");
    SrpClient srp = SrpClient.create(RANDOM);
    JsonNode asked = begin(name, "USER_SRP_AUTH", Map.of("SRP_A", srp.srpA()), PRE).json();
    respond(name, asked, "PASSWORD_VERIFIER", proof(srp, asked), POST, TOKENS);
  }

  private Map<String, String> proof(SrpClient srp, JsonNode asked) {
    return srp.passwordVerifier(
        stage.pool().poolId(),
        PoolFixture.PASSWORD,
        parameters(asked),
        stage.server().clock().instant());
  }

  void newPassword() {
    String name = stage.apart(() -> stage.pool().invitedUser("invited" + suffix));
    JsonNode asked =
        begin(name, passwordFlow(), Map.of("PASSWORD", PoolFixture.PASSWORD), PRE).json();
    respond(
        name,
        asked,
        "NEW_PASSWORD_REQUIRED",
        Map.of("NEW_PASSWORD", "Fresh-Horse-8"),
        POST,
        "TokenGeneration_NewPasswordChallenge");
  }

  void custom() {
    String name = user("custom");
    JsonNode first = begin(name, "CUSTOM_AUTH", Map.of(), PRE, DEFINE, CREATE).json();
    JsonNode second =
        respond(name, first, "CUSTOM_CHALLENGE", Map.of("ANSWER", "41"), VERIFY, DEFINE, CREATE);
    respond(
        name,
        second,
        "CUSTOM_CHALLENGE",
        Map.of("ANSWER", StageFunctions.RIGHT),
        VERIFY,
        DEFINE,
        POST,
        TOKENS);
  }

  void migration() {
    begin(
        "moved" + suffix,
        passwordFlow(),
        Map.of("PASSWORD", PoolFixture.PASSWORD),
        "UserMigration_Authentication",
        PRE,
        POST,
        TOKENS);
  }

  /// A second factor by message, sent by the first call and, after SRP, by the second.
  ///
  /// @param way how the message goes, such as `CustomMessage`
  void secondFactor(String way, StageContact contact) {
    String sent = way + "_Authentication";
    String name = contact.user(stage, "factor" + suffix);
    begin(name, passwordFlow(), Map.of("PASSWORD", PoolFixture.PASSWORD), PRE, sent);
    SrpClient srp = SrpClient.create(RANDOM);
    JsonNode asked = begin(name, "USER_SRP_AUTH", Map.of("SRP_A", srp.srpA()), PRE).json();
    respond(name, asked, "PASSWORD_VERIFIER", proof(srp, asked), sent);
  }

  void device() {
    String name =
        user("device", "email", "device" + suffix + "@example.com", "email_verified", "true");
    String password = DeviceVerifier.newPassword(RANDOM);
    NewDeviceMetadataType device = stage.apart(() -> confirmedDevice(name, password));
    SrpClient srp = SrpClient.create(RANDOM);
    JsonNode asked =
        begin(
                name,
                passwordFlow(),
                Map.of("PASSWORD", PoolFixture.PASSWORD, "DEVICE_KEY", device.deviceKey()),
                PRE)
            .json();
    Map<String, String> opening = Map.of("SRP_A", srp.srpA(), "DEVICE_KEY", device.deviceKey());
    JsonNode verifier = respond(name, asked, "DEVICE_SRP_AUTH", opening);
    Map<String, String> proof =
        srp.devicePasswordVerifier(
            device.deviceGroupKey(),
            password,
            parameters(verifier),
            stage.server().clock().instant());
    respond(
        name,
        verifier,
        "DEVICE_PASSWORD_VERIFIER",
        proof,
        POST,
        "TokenGeneration_AuthenticateDevice");
  }

  /// A device that stands in for the second factor, which is switched on after it was confirmed.
  private NewDeviceMetadataType confirmedDevice(String name, String password) {
    AuthenticationResultType tokens =
        stage.pool().signIn(name, PoolFixture.PASSWORD).authenticationResult();
    NewDeviceMetadataType device = tokens.newDeviceMetadata();
    DeviceVerifier verifier =
        DeviceVerifier.create(device.deviceGroupKey(), device.deviceKey(), password, RANDOM);
    sdk.confirmDevice(
        confirm ->
            confirm
                .accessToken(tokens.accessToken())
                .deviceKey(device.deviceKey())
                .deviceSecretVerifierConfig(
                    config ->
                        config
                            .passwordVerifier(verifier.passwordVerifier())
                            .salt(verifier.salt())));
    new SecondFactors(stage.server(), stage.pool()).prefer(name, MfaFactor.EMAIL_OTP);
    return device;
  }

  private String passwordFlow() {
    return admin ? "ADMIN_USER_PASSWORD_AUTH" : "USER_PASSWORD_AUTH";
  }

  private RawAnswer begin(
      String name, String flow, Map<String, String> parameters, String... sources) {
    Map<String, Object> given = new HashMap<>(parameters);
    if (!flow.startsWith("REFRESH")) {
      given.put("USERNAME", name);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ClientId", stage.clientId());
    body.put("AuthFlow", flow);
    body.put("AuthParameters", given);
    return call("InitiateAuth", name, body, sources);
  }

  private JsonNode respond(
      String name,
      JsonNode asked,
      String challenge,
      Map<String, String> responses,
      String... sources) {
    Map<String, Object> given = new HashMap<>(responses);
    given.put("USERNAME", name);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ClientId", stage.clientId());
    body.put("ChallengeName", challenge);
    body.put("ChallengeResponses", given);
    if (asked.has("Session")) {
      body.put("Session", asked.path("Session").asString());
    }
    return call("RespondToAuthChallenge", name, body, sources).json();
  }

  private RawAnswer call(
      String operation, String name, Map<String, Object> body, String... sources) {
    if (admin) {
      body.put("UserPoolId", stage.pool().poolId());
    }
    return stage.call(admin ? "Admin" + operation : operation, name, body, sources);
  }

  private static Map<String, String> parameters(JsonNode asked) {
    Map<String, String> parameters = new HashMap<>();
    asked
        .path("ChallengeParameters")
        .properties()
        .forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue().asString()));
    return parameters;
  }
}
