package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.Test;

/// A deleted user is gone at once, and its name free for another with another `sub`.
@EachServer
final class AdminDeleteUserTest {
  private final Admin admin;

  AdminDeleteUserTest(TestServer server) {
    this.admin = new Admin(server);
  }

  @Test
  void deletedUserIsGoneAndItsNameFree() {
    String poolId = admin.pool();
    admin.create(poolId, "alice");
    String sub = admin.stored(poolId, "alice").sub();

    delete(poolId);

    assertThat(Admin.refusal(() -> delete(poolId)))
        .isEqualTo("UserNotFoundException: User does not exist.");
    admin.create(poolId, "alice");
    assertThat(admin.stored(poolId, "alice").sub()).isNotEqualTo(sub);
  }

  @Test
  void needsPoolAndUser() {
    admin.assertNeedsPoolAndUser("AdminDeleteUser", "");
  }

  private void delete(String poolId) {
    admin.sdk.adminDeleteUser(request -> request.userPoolId(poolId).username("alice"));
  }
}
