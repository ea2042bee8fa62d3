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
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Proves that a recovery code sets a password exactly once, what that ends, and what is refused.
@EachServer
final class ConfirmForgotPasswordTest {
  private static final String NEW_PASSWORD = "New-Battery-8";
  private static final Refusal MISMATCH =
      new Refusal("CodeMismatchException", "Invalid verification code provided, please try again.");
  private static final Refusal EXPIRED =
      new Refusal("ExpiredCodeException", "Invalid code provided, please request a code again.");

  private final TestServer server;

  ConfirmForgotPasswordTest(TestServer server) {
    this.server = server;
  }

  private Newcomers newcomers() {
    return Newcomers.of(server, PoolFixture.create(server));
  }

  /// A confirmed user with a verified address.
  private static Inbox user(Newcomers newcomers, String name) {
    Inbox inbox = newcomers.inbox();
    newcomers.pool().confirmedUser(name, "email", inbox.address(), "email_verified", "true");
    return inbox;
  }

  @Test
  void setsThePassword() {
    for (Newcomers newcomers : List.of(newcomers(), newcomers().hiding())) {
      Inbox inbox = user(newcomers, "ann");
      newcomers.forget("ann");
      newcomers.recover("ann", inbox.code(), NEW_PASSWORD);
      assertThat(newcomers.pool().signIn("ann", NEW_PASSWORD).authenticationResult()).isNotNull();
      assertThat(Refusal.of(() -> newcomers.pool().signIn("ann", PoolFixture.PASSWORD)))
          .isEqualTo(Refusal.notAuthorized("Incorrect username or password."));
    }
  }

  @Test
  void oneOfManyAtOnceUsesTheCode() throws InterruptedException {
    Newcomers newcomers = newcomers();
    Inbox inbox = user(newcomers, "bob");
    newcomers.forget("bob");
    String code = inbox.code();
    List<Boolean> won =
        Newcomers.race(5, () -> succeeds(() -> newcomers.recover("bob", code, NEW_PASSWORD)));
    assertThat(Collections.frequency(won, true)).isEqualTo(1);
    assertThat(Refusal.of(() -> newcomers.recover("bob", code, NEW_PASSWORD))).isEqualTo(EXPIRED);
  }

  private static boolean succeeds(Runnable recover) {
    try {
      recover.run();
      return true;
    } catch (ExpiredCodeException _) {
      return false;
    }
  }

  @Test
  void endsAResetByAnAdministrator() {
    Newcomers newcomers = newcomers();
    Inbox inbox = user(newcomers, "cid");
    server
        .sdk()
        .adminResetUserPassword(
            request -> request.userPoolId(newcomers.pool().poolId()).username("cid"));
    newcomers.recover("cid", inbox.code(), NEW_PASSWORD);
    assertThat(newcomers.look("cid").userStatus()).isEqualTo(UserStatusType.CONFIRMED);
  }

  @Test
  void endsALockout() {
    Newcomers newcomers = newcomers();
    Inbox inbox = user(newcomers, "dora");
    for (int guess = 0; guess < 12; guess++) {
      Refusal.of(() -> newcomers.pool().signIn("dora", "wrong"));
      server.clock().advance(Duration.ofMillis(guess < 11 ? 300_000 : 0));
    }
    assertThat(Refusal.of(() -> newcomers.pool().signIn("dora", PoolFixture.PASSWORD)))
        .isEqualTo(Refusal.notAuthorized("Password attempts exceeded"));
    newcomers.forget("dora");
    newcomers.recover("dora", inbox.code(), NEW_PASSWORD);
    assertThat(newcomers.pool().signIn("dora", NEW_PASSWORD).authenticationResult()).isNotNull();
  }

  @Test
  void confirmsAUserWhoCouldRecover() {
    Newcomers newcomers = newcomers();
    Inbox inbox = newcomers.inbox();
    newcomers.signUp("eve", "email", inbox.address());
    assertThat(Refusal.of(() -> newcomers.recover("eve", "123456", NEW_PASSWORD)))
        .isEqualTo(new Refusal("UserNotConfirmedException", "User is not confirmed."));
    server
        .sdk()
        .adminUpdateUserAttributes(
            request ->
                request
                    .userPoolId(newcomers.pool().poolId())
                    .username("eve")
                    .userAttributes(Newcomers.attributes("email_verified", "true")));
    newcomers.forget("eve");
    newcomers.recover("eve", inbox.code(), NEW_PASSWORD);
    assertThat(newcomers.look("eve").userStatus()).isEqualTo(UserStatusType.CONFIRMED);
  }

  @Test
  void refusesWrongOldAndForeignCodes() {
    Newcomers newcomers = newcomers();
    Inbox inbox = user(newcomers, "fay");
    assertThat(Refusal.of(() -> newcomers.recover("fay", "123456", NEW_PASSWORD)))
        .isEqualTo(EXPIRED);
    newcomers.forget("fay");
    String first = inbox.code();
    assertThat(Refusal.of(() -> newcomers.recover("fay", "guess", NEW_PASSWORD)))
        .isEqualTo(MISMATCH);
    newcomers.forget("fay");
    String second = inbox.code();
    assertThat(Refusal.of(() -> newcomers.recover("fay", first + "0", NEW_PASSWORD)))
        .isEqualTo(MISMATCH);
    user(newcomers, "other");
    newcomers.forget("other");
    assertThat(Refusal.of(() -> newcomers.recover("other", second + "0", NEW_PASSWORD)))
        .isEqualTo(MISMATCH);
    server.clock().advance(Duration.ofHours(1));
    assertThat(Refusal.of(() -> newcomers.recover("fay", second, NEW_PASSWORD))).isEqualTo(EXPIRED);
  }

  @Test
  void codeThatWentToAnEarlierAddressIsWorthNothing() {
    Newcomers newcomers = newcomers();
    Inbox inbox = user(newcomers, "gil");
    newcomers.forget("gil");
    String code = inbox.code();
    server
        .sdk()
        .adminUpdateUserAttributes(
            request ->
                request
                    .userPoolId(newcomers.pool().poolId())
                    .username("gil")
                    .userAttributes(
                        Newcomers.attributes("email", "new@b.org", "email_verified", "true")));
    assertThat(Refusal.of(() -> newcomers.recover("gil", code, NEW_PASSWORD))).isEqualTo(EXPIRED);
  }

  @Test
  void refusesPasswordsThatBreakTheRules() {
    Newcomers newcomers =
        Newcomers.of(
            server,
            PoolFixture.create(
                server,
                pool ->
                    pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                        .policies(
                            policies ->
                                policies.passwordPolicy(
                                    policy -> policy.minimumLength(8).passwordHistorySize(2)))));
    Inbox inbox = newcomers.inbox();
    newcomers.signUp("hal", "email", inbox.address());
    newcomers.confirm("hal", inbox.code());
    newcomers.forget("hal");
    String code = inbox.code();
    assertThat(Refusal.of(() -> newcomers.recover("hal", code, "short")))
        .isEqualTo(
            new Refusal(
                "InvalidPasswordException",
                "Password does not conform to policy: Password not long enough"));
    assertThat(Refusal.of(() -> newcomers.recover("hal", code, PoolFixture.PASSWORD)))
        .isEqualTo(
            new Refusal(
                "PasswordHistoryPolicyViolationException", "Password has previously been used"));
    newcomers.recover("hal", code, NEW_PASSWORD);
  }

  @Test
  void unknownAndDisabledUsersLookLikeOthersWhereTheClientHides() {
    Newcomers newcomers = newcomers();
    user(newcomers, "ida");
    server
        .sdk()
        .adminDisableUser(request -> request.userPoolId(newcomers.pool().poolId()).username("ida"));
    assertThat(Refusal.of(() -> newcomers.recover("nobody", "123456", NEW_PASSWORD)))
        .isEqualTo(
            new Refusal("UserNotFoundException", "Username/client id combination not found."));
    assertThat(Refusal.of(() -> newcomers.recover("ida", "123456", NEW_PASSWORD)))
        .isEqualTo(Refusal.notAuthorized("User is disabled."));
    Newcomers hiding = newcomers.hiding();
    for (String name : List.of("nobody", "ida")) {
      assertThat(Refusal.of(() -> hiding.recover(name, "guess", NEW_PASSWORD))).isEqualTo(EXPIRED);
      hiding.forget(name);
      assertThat(Refusal.of(() -> hiding.recover(name, "guess", NEW_PASSWORD))).isEqualTo(MISMATCH);
      server.clock().advance(Duration.ofHours(1));
      assertThat(Refusal.of(() -> hiding.recover(name, "guess", NEW_PASSWORD))).isEqualTo(EXPIRED);
    }
  }

  @Test
  void invitedUsersAndUnknownClientsAreRefused() {
    Newcomers newcomers = newcomers();
    newcomers.pool().invitedUser("jan");
    assertThat(Refusal.of(() -> newcomers.recover("jan", "123456", NEW_PASSWORD)))
        .isEqualTo(Refusal.notAuthorized("User password cannot be reset in the current state."));
    Newcomers nowhere = new Newcomers(server, newcomers.pool(), "nosuchclient");
    assertThat(Refusal.of(() -> nowhere.recover("jan", "123456", NEW_PASSWORD)))
        .isEqualTo(Refusal.notFound("User pool client nosuchclient does not exist."));
  }
}
