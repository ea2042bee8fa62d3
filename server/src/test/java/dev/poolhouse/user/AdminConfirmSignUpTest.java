package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// An unconfirmed user becomes confirmed without anything being verified; any other status is
/// refused by name.
@EachServer
final class AdminConfirmSignUpTest {
  private final Admin admin;

  AdminConfirmSignUpTest(TestServer server) {
    this.admin = new Admin(server);
  }

  @Test
  void unconfirmedUserBecomesConfirmed() {
    String poolId = admin.pool();
    admin.create(poolId, "alice", "email", "a@example.com", "email_verified", "false");
    admin.force(poolId, "alice", UserStatusType.UNCONFIRMED);

    confirm(poolId);

    assertThat(admin.get(poolId, "alice").userStatus()).isEqualTo(UserStatusType.CONFIRMED);
    assertThat(admin.attributes(poolId, "alice")).containsEntry("email_verified", "false");
  }

  @Test
  void otherStatusIsRefused() {
    String poolId = admin.pool();
    admin.create(poolId, "alice");
    for (UserStatusType status :
        List.of(
            UserStatusType.CONFIRMED,
            UserStatusType.FORCE_CHANGE_PASSWORD,
            UserStatusType.RESET_REQUIRED,
            UserStatusType.EXTERNAL_PROVIDER)) {
      admin.force(poolId, "alice", status);
      assertThat(Admin.refusal(() -> confirm(poolId)))
          .isEqualTo(
              "NotAuthorizedException: User cannot be confirmed. Current status is " + status);
    }
  }

  @Test
  void needsPoolAndUser() {
    admin.assertNeedsPoolAndUser("AdminConfirmSignUp", "");
  }

  private void confirm(String poolId) {
    admin.sdk.adminConfirmSignUp(request -> request.userPoolId(poolId).username("alice"));
  }
}
