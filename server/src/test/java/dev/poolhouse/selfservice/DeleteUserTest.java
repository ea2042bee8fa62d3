package dev.poolhouse.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/// That a user who deletes the account is gone, tokens and names included.
@EachServer
final class DeleteUserTest {
  private static final Refusal MISSING =
      new Refusal("UserNotFoundException", "User does not exist.");

  private final CognitoIdentityProviderClient sdk;
  private final PoolFixture pool;

  DeleteUserTest(TestServer server) {
    this.sdk = server.sdk();
    this.pool = PoolFixture.create(server);
  }

  @Test
  void removesTheUserAndFreesTheName() {
    pool.confirmedUser("ann");
    AuthenticationResultType tokens =
        pool.signIn("ann", PoolFixture.PASSWORD).authenticationResult();
    sdk.deleteUser(delete -> delete.accessToken(tokens.accessToken()));
    assertThat(
            Refusal.of(
                () -> sdk.adminGetUser(get -> get.userPoolId(pool.poolId()).username("ann"))))
        .isEqualTo(MISSING);
    assertThat(Refusal.of(() -> sdk.deleteUser(d -> d.accessToken(tokens.accessToken()))))
        .isEqualTo(MISSING);
    pool.confirmedUser("ann");
    assertThat(Refusal.of(() -> sdk.getUser(get -> get.accessToken(tokens.accessToken()))))
        .as("the token of a namesake")
        .isEqualTo(MISSING);
    assertThat(
            Refusal.of(
                () ->
                    sdk.getTokensFromRefreshToken(
                        get -> get.clientId(pool.clientId()).refreshToken(tokens.refreshToken()))))
        .isEqualTo(Refusal.notAuthorized("Invalid Refresh Token"));
  }

  @Test
  void oneOfSeveralAtOnceDeletes() {
    pool.confirmedUser("bob");
    String token = pool.accessToken("bob");
    List<String> outcomes =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(_ -> Outcomes.of(() -> sdk.deleteUser(d -> d.accessToken(token))))
            .toList();
    assertThat(outcomes)
        .containsOnlyOnce(Outcomes.DONE)
        .containsOnly(Outcomes.DONE, MISSING.message());
  }
}
