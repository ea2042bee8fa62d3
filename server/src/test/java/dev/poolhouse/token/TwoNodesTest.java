package dev.poolhouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;

/// That one node's sign-ins go on at another, and that what one ends has ended at both. The pool
/// has the AWS form of issuer, since each node of the test has a URL of its own.
@EachServer
final class TwoNodesTest {
  private static final Refusal REVOKED = Refusal.notAuthorized("Access Token has been revoked");

  private final TestServer first;
  private final TestServer second;
  private final PoolFixture pool;

  TwoNodesTest(TestServer server) {
    this.first = server;
    this.second = server.secondNode();
    this.pool =
        PoolFixture.create(
            server, settings -> settings.issuerConfiguration(issuer -> issuer.type("ORIGINAL")));
    pool.confirmedUser("ann");
  }

  @AfterEach
  void close() {
    second.close();
  }

  private AppClient client(int graceSeconds) {
    return AppClient.open(
        first,
        pool,
        client ->
            client
                .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH)
                .refreshTokenRotation(
                    rotation -> rotation.feature("ENABLED").retryGracePeriodSeconds(graceSeconds)));
  }

  private AppClient onSecond(AppClient client) {
    return new AppClient(second.sdk(), client.id(), client.secret());
  }

  private static Refusal getUser(TestServer node, String token) {
    return Refusal.of(() -> node.sdk().getUser(get -> get.accessToken(token)));
  }

  @Test
  void successorIsTheSameOnBoth() {
    AppClient client = client(60);
    String token = client.signIn("ann").refreshToken();
    String successor = client.refresh(token).refreshToken();
    assertThat(onSecond(client).refresh(token).refreshToken()).isEqualTo(successor);
    assertThat(onSecond(client).refresh(successor).refreshToken()).isNotEqualTo(successor);
  }

  @Test
  void oneOfSeveralRefreshesOverBothWins() {
    AppClient client = client(0);
    AppClient elsewhere = onSecond(client);
    String token = client.signIn("ann").refreshToken();
    List<Boolean> outcomes =
        IntStream.range(0, 6)
            .parallel()
            .mapToObj(i -> refreshes(i % 2 == 0 ? client : elsewhere, token))
            .toList();
    assertThat(outcomes).containsOnlyOnce(true);
  }

  private static boolean refreshes(AppClient client, String token) {
    try {
      client.refresh(token);
      return true;
    } catch (AwsServiceException _) {
      return false;
    }
  }

  @Test
  void revokingOnOneRefusesAtTheOtherAtOnce() {
    AppClient client = client(60);
    AuthenticationResultType tokens = client.signIn("ann");
    assertThat(second.sdk().getUser(get -> get.accessToken(tokens.accessToken())).username())
        .isEqualTo("ann");
    first.sdk().revokeToken(revoke -> revoke.clientId(client.id()).token(tokens.refreshToken()));
    assertThat(getUser(second, tokens.accessToken())).isEqualTo(REVOKED);
    assertThat(Refusal.of(() -> onSecond(client).refresh(tokens.refreshToken())))
        .isEqualTo(Refusal.notAuthorized("Refresh Token has been revoked"));
  }

  @Test
  void signingOutOnOneRefusesAtTheOtherAtOnce() {
    AppClient client = client(60);
    AuthenticationResultType tokens = client.signIn("ann");
    second.sdk().globalSignOut(out -> out.accessToken(tokens.accessToken()));
    assertThat(getUser(first, tokens.accessToken())).isEqualTo(REVOKED);
    assertThat(Refusal.of(() -> client.refresh(tokens.refreshToken())))
        .isEqualTo(Refusal.notAuthorized("Refresh Token has been revoked"));
  }

  @Test
  void deletingOnOneRefusesAtTheOtherAtOnce() {
    String token = client(60).signIn("ann").accessToken();
    second.sdk().deleteUser(delete -> delete.accessToken(token));
    assertThat(getUser(first, token))
        .isEqualTo(new Refusal("UserNotFoundException", "User does not exist."));
  }
}
