package dev.poolhouse.trigger;

import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;

/// Sign-ups, recoveries and changes of addresses on a [TriggerStage].
///
/// @param stage where they happen
/// @param contact where messages go
/// @param way how they go, as trigger sources have it before the underscore
record AccountScenes(TriggerStage stage, StageContact contact, String way) {
  private static final String PRE = "PreSignUp_SignUp";
  private static final String CONFIRMED = "PostConfirmation_ConfirmSignUp";

  private String sent(String occasion) {
    return way + "_" + occasion;
  }

  private String user(String name) {
    return stage.apart(
        () ->
            stage
                .pool()
                .confirmedUser(
                    name,
                    contact.attribute(),
                    contact.address(),
                    contact.attribute() + "_verified",
                    "true"));
  }

  private Map<String, Object> byClient(String name, Map<String, Object> more) {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("ClientId", stage.clientId());
    body.put("Username", name);
    return body;
  }

  private Map<String, Object> byAdmin(String name, Map<String, Object> more) {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("UserPoolId", stage.pool().poolId());
    body.put("Username", name);
    return body;
  }

  private void signUp(String name, List<Map<String, String>> attributes, String... sources) {
    stage.call(
        "SignUp",
        name,
        byClient(name, Map.of("Password", PoolFixture.PASSWORD, "UserAttributes", attributes)),
        sources);
  }

  void signUpAndResend() {
    signUp("new", contact.fresh(), PRE, sent("SignUp"));
    stage.call("ResendConfirmationCode", "new", byClient("new", Map.of()), sent("ResendCode"));
  }

  void signUpAndConfirm() {
    List<Map<String, String>> address = contact.fresh();
    Inbox inbox =
        new Inbox(stage.server(), Objects.requireNonNull(address.getFirst().get("Value")));
    signUp("reader", address, PRE, sent("SignUp"));
    stage.call(
        "ConfirmSignUp",
        "reader",
        byClient("reader", Map.of("ConfirmationCode", inbox.code())),
        CONFIRMED);
  }

  void signUpConfirmedByTheFunction() {
    signUp("auto", List.of(), PRE, CONFIRMED);
  }

  void confirmationByAdmin() {
    signUp("waiting", List.of(), PRE);
    stage.call("AdminConfirmSignUp", "waiting", byAdmin("waiting", Map.of()), CONFIRMED);
  }

  void invitation() {
    Map<String, Object> body = new LinkedHashMap<>(contact.invitation());
    body.put("UserAttributes", contact.fresh());
    stage.call(
        "AdminCreateUser",
        "guest",
        byAdmin("guest", body),
        "PreSignUp_AdminCreateUser",
        sent("AdminCreateUser"));
    stage.call(
        "AdminCreateUser",
        "quiet",
        byAdmin("quiet", StageContact.silence()),
        "PreSignUp_AdminCreateUser");
  }

  void recovery() {
    String name = user("forgetful");
    stage.call("ForgotPassword", name, byClient(name, Map.of()), sent("ForgotPassword"));
    stage.call("AdminResetUserPassword", name, byAdmin(name, Map.of()), sent("ForgotPassword"));
  }

  void recoveryToTheEnd() {
    String name = "recovering";
    String address = contact.address();
    Inbox inbox = new Inbox(stage.server(), address);
    stage.apart(
        () ->
            stage
                .pool()
                .confirmedUser(
                    name, contact.attribute(), address, contact.attribute() + "_verified", "true"));
    stage.call("ForgotPassword", name, byClient(name, Map.of()), sent("ForgotPassword"));
    stage.call(
        "ConfirmForgotPassword",
        name,
        byClient(name, Map.of("ConfirmationCode", inbox.code(), "Password", "Fresh-Horse-8")),
        "PostConfirmation_ConfirmForgotPassword");
  }

  void recoveryOfAForeignUser() {
    stage.call(
        "ForgotPassword",
        "moved-forgetful",
        byClient("moved-forgetful", Map.of()),
        "UserMigration_ForgotPassword",
        sent("ForgotPassword"));
  }

  void addresses() {
    String name = user("mover");
    String token = stage.apart(() -> accessToken(name));
    stage.call(
        "UpdateUserAttributes",
        name,
        Map.of("AccessToken", token, "UserAttributes", contact.fresh()),
        sent("UpdateUserAttribute"));
    stage.call(
        "GetUserAttributeVerificationCode",
        name,
        Map.of("AccessToken", token, "AttributeName", contact.attribute()),
        sent("VerifyUserAttribute"));
    stage.call(
        "AdminUpdateUserAttributes",
        name,
        byAdmin(name, Map.of("UserAttributes", contact.fresh())),
        sent("UpdateUserAttribute"));
  }

  private String accessToken(String name) {
    return stage
        .server()
        .sdk()
        .initiateAuth(
            auth ->
                auth.clientId(stage.clientId())
                    .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                    .authParameters(Map.of("USERNAME", name, "PASSWORD", PoolFixture.PASSWORD)))
        .authenticationResult()
        .accessToken();
  }
}
