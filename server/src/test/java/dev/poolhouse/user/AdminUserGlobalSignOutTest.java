package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Tokens from before a sign-out are refused, those of a later sign-in are not.
@EachServer
final class AdminUserGlobalSignOutTest {
  private final TestServer server;
  private final Admin admin;

  AdminUserGlobalSignOutTest(TestServer server) {
    this.server = server;
    this.admin = new Admin(server);
  }

  @Test
  void earlierTokensAreRefused() {
    String poolId = admin.pool();
    String clientId = admin.client(poolId);
    admin.createConfirmed(poolId, "alice");
    String before = token(poolId, clientId);

    admin.sdk.adminUserGlobalSignOut(request -> request.userPoolId(poolId).username("alice"));

    assertThat(Admin.refusal(() -> admin.sdk.getUser(request -> request.accessToken(before))))
        .isEqualTo("NotAuthorizedException: Access Token has been revoked");
    server.clock().advance(Duration.ofSeconds(1));
    String after = token(poolId, clientId);
    assertThat(admin.sdk.getUser(request -> request.accessToken(after)).username())
        .isEqualTo("alice");
  }

  @Test
  void needsPoolAndUser() {
    admin.assertNeedsPoolAndUser("AdminUserGlobalSignOut", "");
  }

  private String token(String poolId, String clientId) {
    return admin
        .signIn(poolId, clientId, "alice", Admin.PASSWORD)
        .authenticationResult()
        .accessToken();
  }
}
