package dev.poolhouse.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.user.MfaFactor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailSendingAccountType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Proves over HTTP that every operation that has triggers fires them in the documented order with
/// events of the documented shape, and that the metadata of each call reaches the triggers of the
/// reference and no others. What was seen stands in `docs/trigger-table.md`.
final class TriggerTableTest {
  private static TestServer server;

  private final TriggerPage page = new TriggerPage();
  private final List<DynamicTest> tests = new ArrayList<>();

  @BeforeAll
  static void start() {
    server = TestServer.sqlite();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> everyTriggerFiresAsDocumented() {
    TriggerStage stage =
        stage(
            "plain", EnumSet.of(TriggerKind.CUSTOM_MESSAGE), VerifiedAttributeType.EMAIL, _ -> {});
    accounts(stage);
    messages(stage, StageContact.EMAIL, "CustomMessage");
    senders();
    signIns(stage);
    devices();
    risks();
    tests.add(
        DynamicTest.dynamicTest(
            "every cell of the reference was seen",
            () ->
                assertThat(page.firings())
                    .containsExactlyInAnyOrderElementsOf(DocumentedFirings.all())));
    tests.add(DynamicTest.dynamicTest("docs/trigger-table.md tells what was seen", page::check));
    return tests.stream();
  }

  private void accounts(TriggerStage stage) {
    AccountScenes scenes = new AccountScenes(stage, StageContact.EMAIL, "CustomMessage");
    scene("sign-up and confirmation", stage, scenes::signUpAndConfirm);
    scene("sign-up confirmed by the function", stage, scenes::signUpConfirmedByTheFunction);
    scene("confirmation by an administrator", stage, scenes::confirmationByAdmin);
    scene("recovery to the end", stage, scenes::recoveryToTheEnd);
    scene("recovery of a foreign user", stage, scenes::recoveryOfAForeignUser);
  }

  private void messages(TriggerStage stage, StageContact contact, String way) {
    AccountScenes scenes = new AccountScenes(stage, contact, way);
    scene("sign-up by " + way, stage, scenes::signUpAndResend);
    scene("invitation by " + way, stage, scenes::invitation);
    scene("recovery by " + way, stage, scenes::recovery);
    scene("new address by " + way, stage, scenes::addresses);
    for (boolean admin : List.of(false, true)) {
      SignInScenes signIns = new SignInScenes(stage, admin);
      scene("second factor by " + way + by(admin), stage, () -> signIns.secondFactor(way, contact));
    }
  }

  private void senders() {
    messages(
        stage(
            "mail",
            EnumSet.of(TriggerKind.CUSTOM_EMAIL_SENDER),
            VerifiedAttributeType.EMAIL,
            _ -> {}),
        StageContact.EMAIL,
        "CustomEmailSender");
    messages(
        stage(
            "sms",
            EnumSet.of(TriggerKind.CUSTOM_SMS_SENDER),
            VerifiedAttributeType.PHONE_NUMBER,
            _ -> {}),
        StageContact.PHONE,
        "CustomSMSSender");
  }

  private void signIns(TriggerStage stage) {
    for (boolean admin : List.of(false, true)) {
      SignInScenes scenes = new SignInScenes(stage, admin);
      scene("password" + by(admin), stage, scenes::password);
      scene("SRP" + by(admin), stage, scenes::srp);
      scene("temporary password" + by(admin), stage, scenes::newPassword);
      scene("custom challenge" + by(admin), stage, scenes::custom);
      scene("migration" + by(admin), stage, scenes::migration);
    }
  }

  private void devices() {
    TriggerStage stage =
        stage(
            "tracked",
            EnumSet.noneOf(TriggerKind.class),
            VerifiedAttributeType.EMAIL,
            pool ->
                pool.deviceConfiguration(
                    devices ->
                        devices
                            .challengeRequiredOnNewDevice(true)
                            .deviceOnlyRememberedOnUserPrompt(false)));
    for (boolean admin : List.of(false, true)) {
      scene("device" + by(admin), stage, new SignInScenes(stage, admin)::device);
    }
  }

  private void risks() {
    TriggerStage stage =
        stage(
            "watched",
            EnumSet.of(TriggerKind.CUSTOM_EMAIL_SENDER),
            VerifiedAttributeType.EMAIL,
            RiskScenes::protect);
    RiskScenes.tellOfRisks(stage);
    for (boolean admin : List.of(false, true)) {
      scene("risky sign-in" + by(admin), stage, new RiskScenes(stage, admin)::newDevice);
    }
  }

  private static String by(boolean admin) {
    return admin ? " by administrators" : "";
  }

  private void scene(String name, TriggerStage stage, Runnable scene) {
    tests.add(
        DynamicTest.dynamicTest(
            name,
            () -> {
              int before = stage.cells().size();
              scene.run();
              page.seen(name, stage.cells().subList(before, stage.cells().size()));
            }));
  }

  /// A pool whose users may have second factors, with all triggers but those that send messages.
  ///
  /// @param senders triggers that send messages
  private static TriggerStage stage(
      String name,
      Set<TriggerKind> senders,
      VerifiedAttributeType verified,
      Consumer<CreateUserPoolRequest.Builder> settings) {
    Set<TriggerKind> kinds = EnumSet.allOf(TriggerKind.class);
    kinds.removeAll(
        EnumSet.of(
            TriggerKind.CUSTOM_MESSAGE,
            TriggerKind.CUSTOM_SMS_SENDER,
            TriggerKind.CUSTOM_EMAIL_SENDER));
    kinds.addAll(senders);
    TriggerStage stage =
        new TriggerStage(
            server,
            "table-" + name,
            kinds,
            pool -> {
              pool.autoVerifiedAttributes(verified)
                  .emailConfiguration(
                      email ->
                          email
                              .emailSendingAccount(EmailSendingAccountType.DEVELOPER)
                              .sourceArn("arn:aws:ses:us-east-1:000000000000:identity/example.com"))
                  .smsConfiguration(
                      sms ->
                          sms.snsCallerArn("arn:aws:iam::000000000000:role/sms").externalId("x"));
              settings.accept(pool);
            });
    new SecondFactors(server, stage.pool())
        .offer(UserPoolMfaType.OPTIONAL, MfaFactor.SMS_MFA, MfaFactor.EMAIL_OTP);
    return stage;
  }
}
