package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// A reset ends the old password and sends a code where the pool prefers; every refusal.
@EachServer
final class AdminResetUserPasswordTest {
  private static final String[] BOTH = {
    "email", "reset@example.com", "email_verified", "true",
    "phone_number", "+15550122", "phone_number_verified", "true"
  };

  private final Admin admin;

  AdminResetUserPasswordTest(TestServer server) {
    this.admin = new Admin(server);
  }

  @Test
  void resetSendsACodeWhereThePoolPrefers() {
    String poolId = pool(RecoveryOptionNameType.VERIFIED_EMAIL);
    admin.createConfirmed(poolId, "alice", BOTH);

    reset(poolId);

    assertThat(admin.get(poolId, "alice").userStatus()).isEqualTo(UserStatusType.RESET_REQUIRED);
    assertThat(admin.messages("reset@example.com").getFirst().path("code").asString())
        .matches("[0-9]{6}");
    assertThat(
            Admin.refusal(
                () -> admin.signIn(poolId, admin.client(poolId), "alice", Admin.PASSWORD)))
        .isEqualTo("PasswordResetRequiredException: Password reset required for the user");
    reset(poolId);
  }

  @Test
  void nothingVerifiedIsRefused() {
    String poolId = pool(RecoveryOptionNameType.VERIFIED_PHONE_NUMBER);
    admin.createConfirmed(poolId, "alice", "email", "a@example.com", "email_verified", "true");

    assertThat(Admin.refusal(() -> reset(poolId)))
        .isEqualTo(
            "InvalidParameterException: Cannot reset password for the user as there is no"
                + " registered/verified email or phone_number");
    assertThat(admin.get(poolId, "alice").userStatus()).isEqualTo(UserStatusType.CONFIRMED);
  }

  @Test
  void administratorsAloneIsRefused() {
    String poolId = pool(RecoveryOptionNameType.ADMIN_ONLY);
    admin.createConfirmed(poolId, "alice", BOTH);

    assertThat(Admin.refusal(() -> reset(poolId)))
        .isEqualTo("NotAuthorizedException: Contact administrator to reset password.");
  }

  @Test
  void wrongStateIsRefused() {
    String poolId = admin.pool();
    admin.create(poolId, "alice", BOTH);
    for (UserStatusType status :
        List.of(
            UserStatusType.FORCE_CHANGE_PASSWORD,
            UserStatusType.UNCONFIRMED,
            UserStatusType.EXTERNAL_PROVIDER)) {
      admin.force(poolId, "alice", status);
      assertThat(Admin.refusal(() -> reset(poolId)))
          .isEqualTo("NotAuthorizedException: User password cannot be reset in the current state.");
    }
    admin.sdk.adminDisableUser(request -> request.userPoolId(poolId).username("alice"));
    assertThat(Admin.refusal(() -> reset(poolId)))
        .isEqualTo("NotAuthorizedException: User is disabled.");
  }

  @Test
  void needsPoolAndUser() {
    admin.assertNeedsPoolAndUser("AdminResetUserPassword", "");
  }

  private String pool(RecoveryOptionNameType option) {
    return admin.pool(
        pool ->
            pool.accountRecoverySetting(
                setting ->
                    setting.recoveryMechanisms(
                        RecoveryOptionType.builder().name(option).priority(1).build())));
  }

  private void reset(String poolId) {
    admin.sdk.adminResetUserPassword(request -> request.userPoolId(poolId).username("alice"));
  }
}
