package dev.poolhouse.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Proves that the right code confirms a user exactly once, what becomes of aliases, and what is
/// refused.
@EachServer
final class ConfirmSignUpTest {
  private static final Refusal MISMATCH =
      new Refusal("CodeMismatchException", "Invalid verification code provided, please try again.");
  private static final Refusal EXPIRED =
      new Refusal("ExpiredCodeException", "Invalid code provided, please request a code again.");
  private static final Refusal CONFIRMED =
      Refusal.notAuthorized("User cannot be confirmed. Current status is CONFIRMED");
  private static final Refusal TAKEN =
      new Refusal("AliasExistsException", "An account with the given email already exists.");

  private final TestServer server;

  ConfirmSignUpTest(TestServer server) {
    this.server = server;
  }

  private Newcomers newcomers() {
    return Newcomers.of(
        server,
        PoolFixture.create(
            server, pool -> pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)));
  }

  private Newcomers withAliases() {
    return Newcomers.of(
        server,
        PoolFixture.create(
            server,
            pool ->
                pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                    .aliasAttributes(AliasAttributeType.EMAIL)));
  }

  @Test
  void confirmsTheUserAndVerifiesTheAddress() {
    Newcomers newcomers = newcomers();
    Inbox inbox = newcomers.inbox();
    newcomers.signUp("ann", "email", inbox.address());
    newcomers.confirm("ann", inbox.code());
    assertThat(newcomers.look("ann").userStatus()).isEqualTo(UserStatusType.CONFIRMED);
    assertThat(newcomers.attribute("ann", "email_verified")).isEqualTo("true");
    assertThat(
            newcomers
                .pool()
                .signIn("ann", PoolFixture.PASSWORD)
                .authenticationResult()
                .accessToken())
        .isNotEmpty();
  }

  @Test
  void answersNothing() {
    Newcomers newcomers = newcomers().hiding();
    Inbox inbox = newcomers.inbox();
    newcomers.signUp("bob", "email", inbox.address());
    assertThat(
            server
                .call(
                    "ConfirmSignUp",
                    "{\"ClientId\":\"%s\",\"Username\":\"bob\",\"ConfirmationCode\":\"%s\"}"
                        .formatted(newcomers.clientId(), inbox.code()))
                .body())
        .isEqualTo("{}");
  }

  @Test
  void oneOfManyAtOnceUsesTheCode() throws InterruptedException {
    Newcomers newcomers = newcomers();
    Inbox inbox = newcomers.inbox();
    newcomers.signUp("cid", "email", inbox.address());
    String code = inbox.code();
    List<Boolean> won = Newcomers.race(6, () -> succeeds(() -> newcomers.confirm("cid", code)));
    assertThat(Collections.frequency(won, true)).isEqualTo(1);
  }

  private static boolean succeeds(Runnable confirm) {
    try {
      confirm.run();
      return true;
    } catch (CognitoIdentityProviderException e) {
      assertThat(e.awsErrorDetails().errorCode())
          .isIn("NotAuthorizedException", "ExpiredCodeException");
      return false;
    }
  }

  @Test
  void takenAliasIsRefusedAndTheCodeStaysGood() {
    Newcomers newcomers = withAliases();
    Inbox inbox = newcomers.inbox();
    newcomers.pool().confirmedUser("old", "email", inbox.address(), "email_verified", "true");
    newcomers.signUp("new", "email", inbox.address());
    String code = inbox.code();
    assertThat(Refusal.of(() -> newcomers.confirm("new", code))).isEqualTo(TAKEN);
    assertThat(newcomers.look("new").userStatus()).isEqualTo(UserStatusType.UNCONFIRMED);
    newcomers
        .sdk()
        .confirmSignUp(
            request ->
                request
                    .clientId(newcomers.clientId())
                    .username("new")
                    .confirmationCode(code)
                    .forceAliasCreation(true));
    assertThat(newcomers.look(inbox.address()).username()).isEqualTo("new");
    assertThat(newcomers.attribute("old", "email_verified")).isEqualTo("false");
    assertThat(newcomers.attribute("old", "email")).isEqualTo(inbox.address());
  }

  @Test
  void confirmedUsersStayHiddenBehindTheirAliases() {
    Newcomers newcomers = withAliases();
    Inbox inbox = newcomers.inbox();
    newcomers.pool().confirmedUser("dora", "email", inbox.address(), "email_verified", "true");
    assertThat(Refusal.of(() -> newcomers.confirm(inbox.address(), "123456"))).isEqualTo(CONFIRMED);
    assertThat(Refusal.of(() -> newcomers.hiding().confirm(inbox.address(), "123456")))
        .isEqualTo(EXPIRED);
  }

  @Test
  void addressThatChangedMeanwhileIsNotVerified() {
    Newcomers newcomers = newcomers();
    Inbox inbox = newcomers.inbox();
    newcomers.signUp("eve", "email", inbox.address());
    String code = inbox.code();
    server
        .sdk()
        .adminUpdateUserAttributes(
            request ->
                request
                    .userPoolId(newcomers.pool().poolId())
                    .username("eve")
                    .userAttributes(Newcomers.attributes("email", "other@example.com")));
    newcomers.confirm("eve", code);
    assertThat(newcomers.attribute("eve", "email_verified")).isEqualTo("false");
  }

  @Test
  void guessesAreLimitedPerHour() {
    for (Newcomers newcomers : List.of(newcomers(), newcomers().hiding())) {
      newcomers.signUp("fay", "email", newcomers.inbox().address());
      for (int guess = 0; guess < 15; guess++) {
        assertThat(Refusal.of(() -> newcomers.confirm("fay", "guess"))).isEqualTo(MISMATCH);
      }
      assertThat(Refusal.of(() -> newcomers.confirm("fay", "guess")))
          .isEqualTo(
              new Refusal(
                  "LimitExceededException", "Attempt limit exceeded, please try after some time."));
    }
  }

  /// @param prepare what happens to user `gil`, who has just signed up, and the client
  private record Case(String name, boolean hiding, Consumer<Step> prepare, Refusal refusal) {
    @Override
    public String toString() {
      return name + (hiding ? ", hidden" : "");
    }
  }

  /// What a case may change before the code is sent in.
  private static final class Step {
    private final TestServer server;
    private final Newcomers newcomers;
    private String username = "gil";
    private String code;
    private String clientId;

    Step(TestServer server, Newcomers newcomers, String code) {
      this.server = server;
      this.newcomers = newcomers;
      this.code = code;
      this.clientId = newcomers.clientId();
    }
  }

  static Stream<Case> refusals() {
    Refusal unknown =
        new Refusal("UserNotFoundException", "Username/client id combination not found.");
    Consumer<Step> disabled =
        step ->
            step.server
                .sdk()
                .adminDisableUser(
                    request ->
                        request.userPoolId(step.newcomers.pool().poolId()).username(step.username));
    return Stream.of(
        new Case(
            "no such client",
            false,
            step -> step.clientId = "nosuchclient",
            Refusal.notFound("User pool client nosuchclient does not exist.")),
        new Case("wrong code", false, step -> step.code = "wrong", MISMATCH),
        new Case("wrong code", true, step -> step.code = "wrong", MISMATCH),
        new Case(
            "code of yesterday",
            false,
            step -> step.server.clock().advance(Duration.ofHours(24)),
            EXPIRED),
        new Case("older code", false, step -> step.newcomers.resend(step.username), MISMATCH),
        new Case(
            "no code was sent",
            false,
            step -> {
              step.newcomers.signUp("nia");
              step.username = "nia";
            },
            EXPIRED),
        new Case(
            "already confirmed",
            false,
            step -> step.newcomers.confirm(step.username, step.code),
            CONFIRMED),
        new Case("no such user", false, step -> step.username = "nobody", unknown),
        new Case("no such user", true, step -> step.username = "nobody", EXPIRED),
        new Case("disabled user", false, disabled, Refusal.notAuthorized("User is disabled.")),
        new Case("disabled user", true, disabled, EXPIRED));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(Case refused) {
    Newcomers newcomers = refused.hiding() ? newcomers().hiding() : newcomers();
    Inbox inbox = newcomers.inbox();
    newcomers.signUp("gil", "email", inbox.address());
    Step step = new Step(server, newcomers, inbox.code());
    refused.prepare().accept(step);
    assertThat(
            Refusal.of(
                () ->
                    server
                        .sdk()
                        .confirmSignUp(
                            request ->
                                request
                                    .clientId(step.clientId)
                                    .username(step.username)
                                    .confirmationCode(step.code))))
        .isEqualTo(refused.refusal());
  }
}
