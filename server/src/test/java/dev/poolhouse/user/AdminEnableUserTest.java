package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.Test;

/// A disabled user can sign in again once enabled; enabling twice is no error.
@EachServer
final class AdminEnableUserTest {
  private final Admin admin;

  AdminEnableUserTest(TestServer server) {
    this.admin = new Admin(server);
  }

  @Test
  void enabledUserSignsInAgain() {
    String poolId = admin.pool();
    admin.createConfirmed(poolId, "alice");
    admin.sdk.adminDisableUser(request -> request.userPoolId(poolId).username("alice"));

    enable(poolId);
    enable(poolId);

    assertThat(admin.get(poolId, "alice").enabled()).isTrue();
    assertThat(
            admin
                .signIn(poolId, admin.client(poolId), "alice", Admin.PASSWORD)
                .authenticationResult())
        .isNotNull();
  }

  @Test
  void needsPoolAndUser() {
    admin.assertNeedsPoolAndUser("AdminEnableUser", "");
  }

  private void enable(String poolId) {
    admin.sdk.adminEnableUser(request -> request.userPoolId(poolId).username("alice"));
  }
}
