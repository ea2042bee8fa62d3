package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.Test;

/// A disabled user stays listed, cannot sign in, and its tokens are refused; disabling twice is no
/// error.
@EachServer
final class AdminDisableUserTest {
  private final Admin admin;

  AdminDisableUserTest(TestServer server) {
    this.admin = new Admin(server);
  }

  @Test
  void disabledUserCannotSignInAndItsTokensEnd() {
    String poolId = admin.pool();
    String clientId = admin.client(poolId);
    admin.createConfirmed(poolId, "alice");
    String token =
        admin
            .signIn(poolId, clientId, "alice", Admin.PASSWORD)
            .authenticationResult()
            .accessToken();

    disable(poolId);
    disable(poolId);

    assertThat(admin.get(poolId, "alice").enabled()).isFalse();
    assertThat(Admin.refusal(() -> admin.signIn(poolId, clientId, "alice", Admin.PASSWORD)))
        .isEqualTo("NotAuthorizedException: User is disabled.");
    assertThat(Admin.refusal(() -> admin.sdk.getUser(request -> request.accessToken(token))))
        .startsWith("NotAuthorizedException: ");
  }

  @Test
  void needsPoolAndUser() {
    admin.assertNeedsPoolAndUser("AdminDisableUser", "");
  }

  private void disable(String poolId) {
    admin.sdk.adminDisableUser(request -> request.userPoolId(poolId).username("alice"));
  }
}
