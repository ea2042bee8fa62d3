package dev.poolhouse.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/// That signing out everywhere ends every sign-in before it and none after. What each operation
/// says to the tokens is proven in `AccessTokensTest`.
@EachServer
final class GlobalSignOutTest {
  private static final Refusal REVOKED = Refusal.notAuthorized("Access Token has been revoked");

  private final CognitoIdentityProviderClient sdk;
  private final PoolFixture pool;

  GlobalSignOutTest(TestServer server) {
    this.sdk = server.sdk();
    this.pool = PoolFixture.create(server);
  }

  private AuthenticationResultType signIn(String name) {
    return pool.signIn(name, PoolFixture.PASSWORD).authenticationResult();
  }

  @Test
  void endsAllSignInsOfTheUser() {
    pool.confirmedUser("ann");
    AuthenticationResultType laptop = signIn("ann");
    AuthenticationResultType phone = signIn("ann");
    sdk.globalSignOut(out -> out.accessToken(phone.accessToken()));
    for (AuthenticationResultType old : new AuthenticationResultType[] {laptop, phone}) {
      assertThat(Refusal.of(() -> sdk.getUser(get -> get.accessToken(old.accessToken()))))
          .isEqualTo(REVOKED);
      assertThat(
              Refusal.of(
                  () ->
                      sdk.getTokensFromRefreshToken(
                          get -> get.clientId(pool.clientId()).refreshToken(old.refreshToken()))))
          .isEqualTo(Refusal.notAuthorized("Refresh Token has been revoked"));
    }
    assertThat(Refusal.of(() -> sdk.globalSignOut(out -> out.accessToken(laptop.accessToken()))))
        .isEqualTo(REVOKED);
  }

  @Test
  void leavesLaterSignInsAndOtherUsersAlone() {
    pool.confirmedUser("bob");
    pool.confirmedUser("eve");
    String other = pool.accessToken("eve");
    sdk.globalSignOut(out -> out.accessToken(pool.accessToken("bob")));
    assertThat(sdk.getUser(get -> get.accessToken(pool.accessToken("bob"))).username())
        .isEqualTo("bob");
    assertThat(sdk.getUser(get -> get.accessToken(other)).username()).isEqualTo("eve");
  }
}
