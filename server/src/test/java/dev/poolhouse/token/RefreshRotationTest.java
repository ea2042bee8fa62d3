package dev.poolhouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;

/// Rotation of refresh tokens: each is good once, retries within grace get the same successor, and
/// one that comes back later ends the sign-in.
@EachServer
final class RefreshRotationTest {
  private static final Refusal REUSED =
      new Refusal("RefreshTokenReuseException", "Refresh token has been reused.");
  private static final Refusal REVOKED = Refusal.notAuthorized("Refresh Token has been revoked");

  private final TestServer server;
  private final PoolFixture pool;

  RefreshRotationTest(TestServer server) {
    this.server = server;
    this.pool = PoolFixture.create(server);
    pool.confirmedUser("ann");
  }

  private AppClient rotating(int graceSeconds) {
    return AppClient.open(
        server,
        pool,
        client ->
            client
                .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH)
                .refreshTokenRotation(
                    rotation -> rotation.feature("ENABLED").retryGracePeriodSeconds(graceSeconds)));
  }

  @Test
  void everyRefreshGivesASuccessorOfTheSameSignIn() {
    AppClient client = rotating(0);
    AuthenticationResultType first = client.signIn("ann");
    AuthenticationResultType second = client.refresh(first.refreshToken());
    AuthenticationResultType third = client.refresh(second.refreshToken());
    assertThat(List.of(first.refreshToken(), second.refreshToken(), third.refreshToken()))
        .doesNotHaveDuplicates();
    assertThat(TokenText.claims(third.accessToken()).get("origin_jti"))
        .isEqualTo(TokenText.claims(first.accessToken()).get("origin_jti"));
  }

  @Test
  void retryWithinGraceGetsTheSameSuccessor() {
    AppClient client = rotating(60);
    String first = client.signIn("ann").refreshToken();
    String successor = client.refresh(first).refreshToken();
    assertThat(client.refresh(first).refreshToken()).isEqualTo(successor);
    server.clock().advance(Duration.ofSeconds(30));
    assertThat(client.refresh(first).refreshToken()).isEqualTo(successor);
    assertThat(client.refresh(successor).refreshToken()).isNotEqualTo(successor);
  }

  @Test
  void reuseAfterGraceEndsTheSignIn() {
    AppClient client = rotating(10);
    AuthenticationResultType first = client.signIn("ann");
    AuthenticationResultType other = client.signIn("ann");
    AuthenticationResultType second = client.refresh(first.refreshToken());
    server.clock().advance(Duration.ofSeconds(10));
    assertThat(Refusal.of(() -> client.refresh(first.refreshToken()))).isEqualTo(REUSED);
    assertThat(Refusal.of(() -> client.refresh(second.refreshToken()))).isEqualTo(REVOKED);
    assertThat(Refusal.of(() -> client.refresh(first.refreshToken()))).isEqualTo(REVOKED);
    assertThat(Refusal.of(() -> server.sdk().getUser(get -> get.accessToken(second.accessToken()))))
        .isEqualTo(Refusal.notAuthorized("Access Token has been revoked"));
    assertThat(client.refresh(other.refreshToken()).refreshToken()).isNotEmpty();
  }

  @Test
  void tokenTwoGenerationsOldEndsTheSignInWhateverTheGrace() {
    AppClient client = rotating(60);
    String first = client.signIn("ann").refreshToken();
    String third = client.refresh(client.refresh(first).refreshToken()).refreshToken();
    assertThat(Refusal.of(() -> client.refresh(first))).isEqualTo(REUSED);
    assertThat(Refusal.of(() -> client.refresh(third))).isEqualTo(REVOKED);
  }

  @Test
  void withoutGraceOneOfSeveralAtOnceWins() {
    AppClient client = rotating(0);
    String token = client.signIn("ann").refreshToken();
    List<String> outcomes =
        IntStream.range(0, 6).parallel().mapToObj(_ -> outcome(client, token)).toList();
    assertThat(outcomes.stream().filter("refreshed"::equals)).hasSize(1);
    assertThat(outcomes).containsOnly("refreshed", REUSED.message(), REVOKED.message());
  }

  @Test
  void withGraceAllOfSeveralAtOnceGetTheSameSuccessor() {
    AppClient client = rotating(60);
    String token = client.signIn("ann").refreshToken();
    assertThat(
            IntStream.range(0, 6)
                .parallel()
                .mapToObj(_ -> client.refresh(token).refreshToken())
                .distinct())
        .hasSize(1);
  }

  @Test
  void rotationDoesNotExtendTheSignIn() {
    AppClient client =
        AppClient.open(
            server,
            pool,
            settings ->
                settings
                    .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH)
                    .refreshTokenRotation(rotation -> rotation.feature("ENABLED"))
                    .refreshTokenValidity(1)
                    .tokenValidityUnits(units -> units.refreshToken("hours")));
    String first = client.signIn("ann").refreshToken();
    server.clock().advance(Duration.ofMinutes(50));
    String second = client.refresh(first).refreshToken();
    server.clock().advance(Duration.ofMinutes(10));
    assertThat(Refusal.of(() -> client.refresh(second)))
        .isEqualTo(Refusal.notAuthorized("Refresh Token has expired"));
  }

  private static String outcome(AppClient client, String token) {
    try {
      client.refresh(token);
      return "refreshed";
    } catch (AwsServiceException e) {
      return e.awsErrorDetails().errorMessage();
    }
  }
}
