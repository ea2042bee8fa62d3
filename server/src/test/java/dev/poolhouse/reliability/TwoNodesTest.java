package dev.poolhouse.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Proves that any node of one PostgreSQL database can take the next step of what another began,
/// and that what is ended or changed at one is ended at the other: people and tokens at once,
/// configuration within a second. Races between nodes are proven by [NodeRacesTest], starting
/// together on an empty database by the tests of the migrations.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TwoNodesTest {
  private static final String NEW_PASSWORD = "Another-Horse-8";

  private final Nodes nodes = new Nodes();
  private final TestServer first = nodes.first();
  private final TestServer second = nodes.second();
  private final PoolFixture pool = nodes.pool();
  private final String clientId = pool.clientId();

  @AfterAll
  void close() {
    nodes.close();
  }

  @Test
  void proofIsAnsweredWhereTheChallengeWasNotMade() {
    String name = pool.confirmedUser(nodes.name());
    SrpClient srp = SrpClient.create(new SecureRandom());
    InitiateAuthResponse challenge =
        Nodes.begin(
            first,
            clientId,
            AuthFlowType.USER_SRP_AUTH,
            Map.of("USERNAME", name, "SRP_A", srp.srpA()));
    AuthenticationResultType tokens =
        Nodes.answerProof(
                second,
                clientId,
                srp.passwordVerifier(
                    pool.poolId(),
                    PoolFixture.PASSWORD,
                    challenge.challengeParameters(),
                    Instant.now()))
            .authenticationResult();
    for (TestServer node : new TestServer[] {first, second}) {
      assertThat(node.sdk().getUser(get -> get.accessToken(tokens.accessToken())).username())
          .isEqualTo(name);
    }
  }

  @Test
  void newPasswordIsTakenWhereTheChallengeWasNotMade() {
    String name = pool.invitedUser(nodes.name());
    InitiateAuthResponse challenge =
        Nodes.begin(
            first,
            clientId,
            AuthFlowType.USER_PASSWORD_AUTH,
            Map.of("USERNAME", name, "PASSWORD", PoolFixture.PASSWORD));
    assertThat(challenge.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
    Nodes.answerNewPassword(second, clientId, challenge.session(), name, NEW_PASSWORD);
    assertThat(Nodes.signIn(first, clientId, name, NEW_PASSWORD)).isNotNull();
    assertThat(
            Refusal.of(
                () ->
                    Nodes.answerNewPassword(
                        first, clientId, challenge.session(), name, NEW_PASSWORD)))
        .isEqualTo(
            Refusal.notAuthorized("Invalid session for the user, session can only be used once."));
  }

  @Test
  void refreshTokenIsGoodAtBoth() {
    String name = pool.confirmedUser(nodes.name());
    String token = Nodes.signIn(first, clientId, name, PoolFixture.PASSWORD).refreshToken();
    for (TestServer node : new TestServer[] {second, first}) {
      assertThat(
              Nodes.begin(
                      node,
                      clientId,
                      AuthFlowType.REFRESH_TOKEN_AUTH,
                      Map.of("REFRESH_TOKEN", token))
                  .authenticationResult()
                  .accessToken())
          .isNotEmpty();
    }
  }

  @Test
  void rotatedTokenIsReuseAtTheOther() {
    String rotating = nodes.rotatingClient().clientId();
    String name = pool.confirmedUser(nodes.name());
    String token = Nodes.signIn(first, rotating, name, PoolFixture.PASSWORD).refreshToken();
    String successor = Nodes.rotate(second, rotating, token).refreshToken();
    String next = Nodes.rotate(first, rotating, successor).refreshToken();
    assertThat(Refusal.of(() -> Nodes.rotate(second, rotating, successor)).type())
        .isEqualTo("RefreshTokenReuseException");
    assertThat(Refusal.of(() -> Nodes.rotate(first, rotating, next)))
        .isEqualTo(Refusal.notAuthorized("Refresh Token has been revoked"));
  }

  @Test
  void signingOutAtOneEndsTokensAtTheOtherAtOnce() {
    String name = pool.confirmedUser(nodes.name());
    AuthenticationResultType tokens = Nodes.signIn(second, clientId, name, PoolFixture.PASSWORD);
    assertThat(second.sdk().getUser(get -> get.accessToken(tokens.accessToken())).username())
        .isEqualTo(name);
    first.sdk().globalSignOut(out -> out.accessToken(tokens.accessToken()));
    assertThat(Refusal.of(() -> second.sdk().getUser(get -> get.accessToken(tokens.accessToken()))))
        .isEqualTo(Refusal.notAuthorized("Access Token has been revoked"));
    assertThat(
            Refusal.of(
                () ->
                    Nodes.begin(
                        second,
                        clientId,
                        AuthFlowType.REFRESH_TOKEN_AUTH,
                        Map.of("REFRESH_TOKEN", tokens.refreshToken()))))
        .isEqualTo(Refusal.notAuthorized("Refresh Token has been revoked"));
  }

  @Test
  void codesAreTakenWhereTheyWereNotSent() {
    String name = nodes.name();
    nodes.signUp(first, name);
    nodes.confirm(second, name, nodes.code(name));
    assertThat(
            first
                .sdk()
                .adminGetUser(get -> get.userPoolId(pool.poolId()).username(name))
                .userStatus())
        .isEqualTo(UserStatusType.CONFIRMED);
    nodes.emptyOutboxes();
    second.sdk().forgotPassword(forgot -> forgot.clientId(clientId).username(name));
    String code = nodes.code(name);
    first
        .sdk()
        .confirmForgotPassword(
            confirm ->
                confirm
                    .clientId(clientId)
                    .username(name)
                    .confirmationCode(code)
                    .password(NEW_PASSWORD));
    assertThat(Nodes.signIn(second, clientId, name, NEW_PASSWORD)).isNotNull();
  }

  @Test
  void disabledUserIsRefusedAtTheOtherAtOnce() {
    String name = pool.confirmedUser(nodes.name());
    Nodes.signIn(second, clientId, name, PoolFixture.PASSWORD);
    first.sdk().adminDisableUser(user -> user.userPoolId(pool.poolId()).username(name));
    assertThat(
            Refusal.of(() -> Nodes.signIn(second, clientId, name, PoolFixture.PASSWORD)).message())
        .isEqualTo("User is disabled.");
  }

  @Test
  void deletedClientIsGoneAtTheOtherWithinASecond() {
    String doomed = pool.client(client -> {}).clientId();
    String name = pool.confirmedUser(nodes.name());
    String token = Nodes.signIn(second, doomed, name, PoolFixture.PASSWORD).refreshToken();
    first.sdk().deleteUserPoolClient(client -> client.userPoolId(pool.poolId()).clientId(doomed));
    assertThat(Refusal.of(() -> refresh(second, doomed, token)).type())
        .as("its refresh tokens end at once")
        .isIn("NotAuthorizedException", "ResourceNotFoundException");
    assertFollows(
        () ->
            Refusal.of(() -> refresh(second, doomed, "none"))
                .type()
                .equals("ResourceNotFoundException"));
  }

  @Test
  void changedClientIsFollowedWithinASecond() {
    String changing = pool.client(client -> {}).clientId();
    String name = pool.confirmedUser(nodes.name());
    Nodes.signIn(second, changing, name, PoolFixture.PASSWORD);
    first
        .sdk()
        .updateUserPoolClient(
            client ->
                client
                    .userPoolId(pool.poolId())
                    .clientId(changing)
                    .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH));
    assertFollows(
        () ->
            Refusal.of(
                    () ->
                        Nodes.begin(
                            second,
                            changing,
                            AuthFlowType.USER_PASSWORD_AUTH,
                            Map.of("USERNAME", name)))
                .equals(
                    Refusal.invalidParameter(
                        "USER_PASSWORD_AUTH flow not enabled for this client")));
  }

  @Test
  void changedPoolIsFollowedWithinASecond() {
    PoolFixture changing = PoolFixture.create(first);
    String name = changing.confirmedUser(nodes.name());
    assertThat(Nodes.signIn(second, changing.clientId(), name, PoolFixture.PASSWORD)).isNotNull();
    first
        .sdk()
        .updateUserPool(
            update ->
                update
                    .userPoolId(changing.poolId())
                    .policies(policies -> policies.passwordPolicy(rule -> rule.minimumLength(99))));
    assertFollows(
        () ->
            Refusal.of(
                    () ->
                        second
                            .sdk()
                            .adminSetUserPassword(
                                set ->
                                    set.userPoolId(changing.poolId())
                                        .username("nobody")
                                        .password(PoolFixture.PASSWORD)))
                .type()
                .equals("InvalidPasswordException"));
    first.sdk().deleteUserPool(delete -> delete.userPoolId(changing.poolId()));
    assertFollows(
        () ->
            Refusal.of(() -> refresh(second, changing.clientId(), "none"))
                .type()
                .equals("ResourceNotFoundException"));
  }

  private static InitiateAuthResponse refresh(TestServer node, String clientId, String token) {
    return Nodes.begin(
        node, clientId, AuthFlowType.REFRESH_TOKEN_AUTH, Map.of("REFRESH_TOKEN", token));
  }

  /// Asks until the answer is the new one, and no longer than a node may take to follow.
  private static void assertFollows(BooleanSupplier newAnswer) {
    long start = System.nanoTime();
    long deadline = start + Nodes.FOLLOWED.toNanos();
    boolean followed = newAnswer.getAsBoolean();
    while (!followed && System.nanoTime() < deadline) {
      followed = newAnswer.getAsBoolean();
    }
    assertThat(followed).as("seen after %s", Duration.ofNanos(System.nanoTime() - start)).isTrue();
  }
}
