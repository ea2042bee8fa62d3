package dev.poolhouse.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Proves that a new code takes the place of the older one, and what is refused.
@EachServer
final class ResendConfirmationCodeTest {
  private static final Refusal UNKNOWN =
      new Refusal("UserNotFoundException", "Username/client id combination not found.");
  private static final Refusal CONFIRMED = Refusal.invalidParameter("User is already confirmed.");
  private static final Refusal NOTHING_TO_VERIFY =
      Refusal.notAuthorized("Cannot resend codes. Auto verification not turned on.");

  private final TestServer server;

  ResendConfirmationCodeTest(TestServer server) {
    this.server = server;
  }

  private Newcomers newcomers() {
    return Newcomers.of(
        server,
        PoolFixture.create(
            server, pool -> pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)));
  }

  @Test
  void newCodeReplacesTheOld() {
    for (Newcomers newcomers : List.of(newcomers(), newcomers().hiding())) {
      Inbox inbox = newcomers.inbox();
      newcomers.signUp("ann", "email", inbox.address());
      inbox.code();
      newcomers.resend("ann");
      inbox.code();
      newcomers.resend("ann");
      newcomers.confirm("ann", inbox.code());
    }
  }

  @Test
  void answersWhereTheCodeWent() {
    Newcomers newcomers = newcomers();
    newcomers.signUp("bob", "email", "bob@example.com");
    assertThat(
            server
                .call(
                    "ResendConfirmationCode",
                    "{\"ClientId\":\"%s\",\"Username\":\"bob\"}".formatted(newcomers.clientId()))
                .body())
        .isEqualTo(
            "{\"CodeDeliveryDetails\":{\"Destination\":\"b***@e***\","
                + "\"DeliveryMedium\":\"EMAIL\",\"AttributeName\":\"email\"}}");
  }

  @Test
  void sixthCodeOfAnHourIsRefused() {
    Newcomers known = newcomers();
    known.signUp("cid", "email", "cid@example.com");
    for (Newcomers newcomers : List.of(known, known.hiding())) {
      String name = newcomers.equals(known) ? "cid" : "nobody";
      for (int code = 0; code < 5; code++) {
        newcomers.resend(name);
      }
      assertThat(Refusal.of(() -> newcomers.resend(name)))
          .isEqualTo(
              new Refusal(
                  "LimitExceededException", "Attempt limit exceeded, please try after some time."));
    }
  }

  @Test
  void unknownUserIsToldOnlyWhereTheClientDoesNotHide() {
    Newcomers newcomers = newcomers();
    assertThat(Refusal.of(() -> newcomers.resend("nobody"))).isEqualTo(UNKNOWN);
    newcomers.hiding().resend("nobody");
  }

  @Test
  void confirmedUsersAreTold() {
    Newcomers newcomers = newcomers();
    newcomers.pool().confirmedUser("dora", "email", "dora@example.com");
    assertThat(Refusal.of(() -> newcomers.resend("dora"))).isEqualTo(CONFIRMED);
    assertThat(Refusal.of(() -> newcomers.hiding().resend("dora"))).isEqualTo(CONFIRMED);
  }

  @Test
  void confirmedUsersStayHiddenBehindTheirAliases() {
    Newcomers newcomers =
        Newcomers.of(
            server,
            PoolFixture.create(
                server,
                pool ->
                    pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                        .aliasAttributes(AliasAttributeType.EMAIL)));
    Inbox inbox = newcomers.inbox();
    newcomers.pool().confirmedUser("eve", "email", inbox.address(), "email_verified", "true");
    assertThat(Refusal.of(() -> newcomers.resend(inbox.address()))).isEqualTo(CONFIRMED);
    newcomers.hiding().resend(inbox.address());
    assertThat(inbox.unread()).isZero();
  }

  @Test
  void disabledUserIsToldOnlyWhereTheClientDoesNotHide() {
    Newcomers newcomers = newcomers();
    newcomers.signUp("fay", "email", "fay@example.com");
    server
        .sdk()
        .adminDisableUser(request -> request.userPoolId(newcomers.pool().poolId()).username("fay"));
    assertThat(Refusal.of(() -> newcomers.resend("fay")))
        .isEqualTo(Refusal.notAuthorized("User is disabled."));
    newcomers.hiding().resend("fay");
  }

  @Test
  void poolOrUserWithoutAnAddressToVerifyGetsNoCode() {
    Newcomers without = Newcomers.of(server, PoolFixture.create(server));
    without.signUp("gil", "email", "gil@example.com");
    assertThat(Refusal.of(() -> without.resend("gil"))).isEqualTo(NOTHING_TO_VERIFY);
    assertThat(Refusal.of(() -> without.hiding().resend("nobody"))).isEqualTo(NOTHING_TO_VERIFY);
    Newcomers with = newcomers();
    with.signUp("gil");
    assertThat(Refusal.of(() -> with.resend("gil"))).isEqualTo(NOTHING_TO_VERIFY);
    with.hiding().resend("gil");
  }
}
