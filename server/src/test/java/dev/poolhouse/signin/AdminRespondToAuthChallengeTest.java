package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;

/// Proves that the signed call answers the challenges of `AdminInitiateAuth`, within the pool and
/// client they were made for. What makes an answer right is proven by [RespondToAuthChallengeTest]
/// and [NewPasswordRequiredTest].
@EachServer
final class AdminRespondToAuthChallengeTest {
  private final TestServer server;
  private final PoolFixture pool;

  AdminRespondToAuthChallengeTest(TestServer server) {
    this.server = server;
    this.pool = PoolFixture.create(server);
  }

  private AdminInitiateAuthResponse begin(AuthFlowType flow, Map<String, String> parameters) {
    return server
        .sdk()
        .adminInitiateAuth(
            auth ->
                auth.userPoolId(pool.poolId())
                    .clientId(pool.clientId())
                    .authFlow(flow)
                    .authParameters(parameters));
  }

  private AdminRespondToAuthChallengeResponse answer(
      Consumer<AdminRespondToAuthChallengeRequest.Builder> answer) {
    return server
        .sdk()
        .adminRespondToAuthChallenge(
            respond -> {
              respond.userPoolId(pool.poolId()).clientId(pool.clientId());
              answer.accept(respond);
            });
  }

  @Test
  void srpProofSignsIn() {
    pool.confirmedUser("alice");
    SrpClient srp = SrpClient.create(new SecureRandom());
    AdminInitiateAuthResponse challenge =
        begin(AuthFlowType.USER_SRP_AUTH, Map.of("USERNAME", "alice", "SRP_A", srp.srpA()));
    Map<String, String> proof =
        srp.passwordVerifier(
            pool.poolId(), PoolFixture.PASSWORD, challenge.challengeParameters(), Instant.now());

    AdminRespondToAuthChallengeResponse signedIn =
        answer(
            respond ->
                respond
                    .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                    .challengeResponses(proof));

    assertThat(signedIn.authenticationResult().accessToken()).isNotEmpty();
    assertThat(signedIn.challengeParameters()).isEmpty();
  }

  @Test
  void newPasswordSignsInOnce() {
    Consumer<AdminRespondToAuthChallengeRequest.Builder> answer = newPassword(invited("bob"));

    assertThat(answer(answer).authenticationResult().idToken()).isNotEmpty();
    assertThat(Refusal.of(() -> answer(answer)).type()).isEqualTo("NotAuthorizedException");
  }

  @Test
  void challengeOfAnotherPoolIsRefused() {
    PoolFixture other = PoolFixture.create(server);
    Consumer<AdminRespondToAuthChallengeRequest.Builder> answer = newPassword(invited("bob"));

    Refusal refusal =
        Refusal.of(
            () ->
                answer(
                    respond -> {
                      answer.accept(respond);
                      respond.userPoolId(other.poolId()).clientId(other.clientId());
                    }));

    assertThat(refusal.type()).isEqualTo("NotAuthorizedException");
    assertThat(answer(answer).authenticationResult()).isNotNull();
  }

  private String invited(String name) {
    pool.invitedUser(name);
    return begin(
            AuthFlowType.ADMIN_USER_PASSWORD_AUTH,
            Map.of("USERNAME", name, "PASSWORD", PoolFixture.PASSWORD))
        .session();
  }

  private static Consumer<AdminRespondToAuthChallengeRequest.Builder> newPassword(String session) {
    return respond ->
        respond
            .challengeName(ChallengeNameType.NEW_PASSWORD_REQUIRED)
            .session(session)
            .challengeResponses(Map.of("USERNAME", "bob", "NEW_PASSWORD", "Another-Horse-8"));
  }
}
