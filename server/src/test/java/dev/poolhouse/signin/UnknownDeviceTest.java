package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import dev.poolhouse.user.MfaFactor;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/// Proves what naming an unknown device leads to: a refusal that only who proved a first factor
/// gets to see, and that spends nothing.
@EachServer
final class UnknownDeviceTest {
  private static final Refusal MISSING = Refusal.notFound("Device does not exist.");
  private static final String NO_KEY = "us-east-1_00000000-0000-0000-0000-000000000000";

  private final TestServer server;

  UnknownDeviceTest(TestServer server) {
    this.server = server;
  }

  @Test
  void unknownDeviceIsRefusedAndTheSecretBlockStaysGood() {
    TrackedUsers users = new TrackedUsers(server);
    String ann = users.user();
    TrustedDevice foreign = users.device();
    SrpClient srp = SrpClient.create(new SecureRandom());
    for (String early : new String[] {"", NO_KEY}) {
      Map<String, String> opening = new HashMap<>();
      opening.put("USERNAME", ann);
      opening.put("SRP_A", srp.srpA());
      opening.put("DEVICE_KEY", early);
      InitiateAuthResponse challenge =
          server
              .sdk()
              .initiateAuth(
                  auth ->
                      auth.clientId(users.pool().clientId())
                          .authFlow("USER_SRP_AUTH")
                          .authParameters(opening));
      Map<String, String> proof =
          srp.passwordVerifier(
              users.pool().poolId(),
              PoolFixture.PASSWORD,
              challenge.challengeParameters(),
              server.clock().instant());
      for (String key : new String[] {NO_KEY, foreign.key()}) {
        assertThat(Refusal.of(() -> verify(users, TrustedDevice.with(proof, "DEVICE_KEY", key))))
            .isEqualTo(MISSING);
      }
      assertThat(verify(users, proof).authenticationResult().newDeviceMetadata()).isNotNull();
    }
  }

  private RespondToAuthChallengeResponse verify(TrackedUsers users, Map<String, String> responses) {
    return server
        .sdk()
        .respondToAuthChallenge(
            respond ->
                respond
                    .clientId(users.pool().clientId())
                    .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                    .challengeResponses(responses));
  }

  @Test
  void unknownDeviceIsToldOfOnlyToWhoKnowsThePassword() {
    TrackedUsers users = new TrackedUsers(server);
    String ann = users.user();
    assertThat(Refusal.of(() -> users.pool().signInOn(NO_KEY, ann))).isEqualTo(MISSING);
    Refusal incorrect = Refusal.notAuthorized("Incorrect username or password.");
    Map<String, String> wrong =
        Map.of("USERNAME", ann, "PASSWORD", "Wrong-Horse-7", "DEVICE_KEY", NO_KEY);
    assertThat(
            Refusal.of(
                () ->
                    server
                        .sdk()
                        .initiateAuth(
                            auth ->
                                auth.clientId(users.pool().clientId())
                                    .authFlow("USER_PASSWORD_AUTH")
                                    .authParameters(wrong))))
        .isEqualTo(incorrect);
  }

  /// The refusal tells that the password was right, so it asks the lock like a success does.
  @Test
  void rightPasswordWithAnUnknownDeviceEndsTheCountOfFailures() {
    TrackedUsers users = new TrackedUsers(server);
    String ann = users.user();
    Refusal incorrect = Refusal.notAuthorized("Incorrect username or password.");
    for (int i = 0; i < 4; i++) {
      assertThat(Refusal.of(() -> users.pool().signIn(ann, "Wrong-Horse-7"))).isEqualTo(incorrect);
    }
    assertThat(Refusal.of(() -> users.pool().signInOn(NO_KEY, ann))).isEqualTo(MISSING);
    server.clock().advance(Duration.ofSeconds(1)); // below the limit of requests per second
    for (int i = 0; i < 4; i++) {
      assertThat(Refusal.of(() -> users.pool().signIn(ann, "Wrong-Horse-7"))).isEqualTo(incorrect);
    }
    assertThat(users.tokens(ann).accessToken()).isNotEmpty();
  }

  @Test
  void unknownDeviceLeavesTheSessionOfASecondFactorGood() {
    TrackedUsers users = new TrackedUsers(server);
    String ann = users.user();
    users.factors().prefer(ann, MfaFactor.EMAIL_OTP);
    Inbox inbox = new Inbox(server, ann + "@example.com");
    InitiateAuthResponse asked = users.pool().signIn(ann, PoolFixture.PASSWORD);
    Map<String, String> responses = Map.of("USERNAME", ann, "EMAIL_OTP_CODE", inbox.code());
    assertThat(
            Refusal.of(
                () ->
                    mail(
                        users,
                        asked.session(),
                        TrustedDevice.with(responses, "DEVICE_KEY", NO_KEY))))
        .isEqualTo(MISSING);
    assertThat(mail(users, asked.session(), responses).authenticationResult()).isNotNull();
  }

  private RespondToAuthChallengeResponse mail(
      TrackedUsers users, String session, Map<String, String> responses) {
    return server
        .sdk()
        .respondToAuthChallenge(
            respond ->
                respond
                    .clientId(users.pool().clientId())
                    .challengeName(ChallengeNameType.EMAIL_OTP)
                    .session(session)
                    .challengeResponses(responses));
  }
}
