package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.user.MfaFactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Proves that the session of a sign-up that was just confirmed signs its user in once, within its
/// time, through its client, and nobody else.
@EachServer
final class SignUpContinuationTest {
  private static final Refusal INVALID = Refusal.notAuthorized("Invalid session for the user.");
  private static final Refusal USED_UP =
      Refusal.notAuthorized("Invalid session for the user, session can only be used once.");

  private final TestServer server;

  SignUpContinuationTest(TestServer server) {
    this.server = server;
  }

  /// A user without a password who has just confirmed the sign-up; the session that came with it.
  private static String confirmed(Chooser chooser, String name) {
    String first = signUp(chooser, name);
    return chooser
        .sdk()
        .confirmSignUp(
            confirm ->
                confirm
                    .clientId(chooser.clientId)
                    .username(name)
                    .confirmationCode(chooser.mail.code())
                    .session(first))
        .session();
  }

  private static String signUp(Chooser chooser, String name) {
    return chooser
        .sdk()
        .signUp(
            signUp ->
                signUp
                    .clientId(chooser.clientId)
                    .username(name)
                    .userAttributes(
                        AttributeType.builder()
                            .name("email")
                            .value(chooser.mail.address())
                            .build()))
        .session();
  }

  private static InitiateAuthResponse enter(
      Chooser chooser, String clientId, String name, String session) {
    return chooser
        .sdk()
        .initiateAuth(
            auth ->
                auth.clientId(clientId)
                    .authFlow(AuthFlowType.USER_AUTH)
                    .session(session)
                    .authParameters(Map.of("USERNAME", name, "PREFERRED_CHALLENGE", "EMAIL_OTP")));
  }

  private static InitiateAuthResponse enter(Chooser chooser, String name, String session) {
    return enter(chooser, chooser.clientId, name, session);
  }

  private Chooser chooser(boolean hiding) {
    return hiding
        ? Chooser.hiding(server, AuthFactorType.EMAIL_OTP)
        : Chooser.of(server, AuthFactorType.EMAIL_OTP);
  }

  @Test
  void signsInAtOnceAndOnce() {
    for (boolean hiding : new boolean[] {false, true}) {
      Chooser chooser = chooser(hiding);
      String session = confirmed(chooser, "ann");
      InitiateAuthResponse signedIn = enter(chooser, "ann", session);
      assertThat(signedIn.authenticationResult().refreshToken()).isNotEmpty();
      assertThat(signedIn.challengeName()).isNull();
      assertThat(chooser.mail.unread()).isZero();
      assertThat(Refusal.of(() -> enter(chooser, "ann", session))).isEqualTo(USED_UP);
    }
  }

  @Test
  void secondFactorIsAskedForAsInAnyFirstCall() {
    Chooser chooser = chooser(false);
    String session = confirmed(chooser, "ann");
    SecondFactors factors = new SecondFactors(server, chooser.pool);
    factors.offer(UserPoolMfaType.OPTIONAL, MfaFactor.EMAIL_OTP);
    factors.prefer("ann", MfaFactor.EMAIL_OTP);
    InitiateAuthResponse asked = enter(chooser, "ann", session);
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
    assertThat(asked.challengeParameters()).containsEntry("USER_ID_FOR_SRP", "ann");
  }

  @Test
  void oneOfManyAtOnceSignsIn() throws InterruptedException, ExecutionException {
    Chooser chooser = chooser(false);
    String session = confirmed(chooser, "ann");
    List<Boolean> won = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> one :
          threads.invokeAll(
              Collections.nCopies(4, (Callable<Boolean>) () -> signsIn(chooser, session)))) {
        won.add(one.get());
      }
    }
    assertThat(Collections.frequency(won, true)).isEqualTo(1);
  }

  private static boolean signsIn(Chooser chooser, String session) {
    try {
      enter(chooser, "ann", session);
      return true;
    } catch (CognitoIdentityProviderException e) {
      assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(USED_UP.message());
      return false;
    }
  }

  @Test
  void isGoodForItsUserAndClientAlone() {
    for (boolean hiding : new boolean[] {false, true}) {
      Chooser chooser = chooser(hiding);
      chooser.pool.confirmedUser("bob");
      String unconfirmed = signUp(chooser, "new");
      chooser.mail.code();
      String session = confirmed(chooser, "ann");
      assertThat(Refusal.of(() -> enter(chooser, "bob", session))).isEqualTo(INVALID);
      assertThat(Refusal.of(() -> enter(chooser, "nobody", session)))
          .isEqualTo(
              hiding ? INVALID : new Refusal("UserNotFoundException", "User does not exist."));
      assertThat(
              Refusal.of(
                  () -> enter(chooser, Chooser.client(chooser.pool, hiding), "ann", session)))
          .isEqualTo(INVALID);
      assertThat(Refusal.of(() -> enter(chooser, chooser(hiding).clientId, "ann", session)))
          .isEqualTo(INVALID);
      assertThat(Refusal.of(() -> enter(chooser, "new", unconfirmed)))
          .as("a session of SignUp")
          .isEqualTo(INVALID);
      String choice = chooser.begin("bob").session();
      assertThat(Refusal.of(() -> enter(chooser, "bob", choice)))
          .as("a session of a challenge")
          .isEqualTo(INVALID);
      assertThat(enter(chooser, "ann", session).authenticationResult()).isNotNull();
    }
  }

  @Test
  void endsAfterItsTime() {
    Chooser chooser = chooser(false);
    String session = confirmed(chooser, "ann");
    server.clock().advance(Duration.ofMinutes(3));
    assertThat(Refusal.of(() -> enter(chooser, "ann", session)))
        .isEqualTo(Refusal.notAuthorized("Invalid session for the user, session is expired."));
  }

  @Test
  void disabledAndDeletedUsersDoNotSignIn() {
    Chooser chooser = chooser(false);
    String session = confirmed(chooser, "ann");
    chooser.sdk().adminDisableUser(user -> user.userPoolId(chooser.pool.poolId()).username("ann"));
    assertThat(Refusal.of(() -> enter(chooser, "ann", session)))
        .isEqualTo(Refusal.notAuthorized("User is disabled."));
    chooser.sdk().adminDeleteUser(user -> user.userPoolId(chooser.pool.poolId()).username("ann"));
    assertThat(Refusal.of(() -> enter(chooser, "ann", session)).type())
        .isEqualTo("UserNotFoundException");
    chooser.pool.confirmedUser("ann");
    assertThat(Refusal.of(() -> enter(chooser, "ann", session)))
        .as("another user of the name")
        .isEqualTo(INVALID);
  }
}
