package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// A permanent password confirms from every status, a temporary one must be changed and expires;
/// policy and history are kept.
@EachServer
final class AdminSetUserPasswordTest {
  private static final String OTHER = "Other-word-2";

  private final TestServer server;
  private final Admin admin;

  AdminSetUserPasswordTest(TestServer server) {
    this.server = server;
    this.admin = new Admin(server);
  }

  @Test
  void permanentPasswordConfirms() {
    String poolId = admin.pool();
    String clientId = admin.client(poolId);
    admin.create(poolId, "alice");
    for (UserStatusType status :
        UserStatusType.knownValues().stream()
            .filter(status -> status != UserStatusType.UNKNOWN)
            .toList()) {
      admin.force(poolId, "alice", status);
      set(poolId, OTHER, true);
      assertThat(admin.get(poolId, "alice").userStatus())
          .as(status.toString())
          .isEqualTo(UserStatusType.CONFIRMED);
    }

    assertThat(admin.signIn(poolId, clientId, "alice", OTHER).authenticationResult()).isNotNull();
    assertThat(Admin.refusal(() -> admin.signIn(poolId, clientId, "alice", Admin.PASSWORD)))
        .isEqualTo("NotAuthorizedException: Incorrect username or password.");
  }

  @Test
  void temporaryPasswordMustBeChangedAndExpires() {
    String poolId = admin.pool();
    String clientId = admin.client(poolId);
    admin.createConfirmed(poolId, "alice");

    set(poolId, OTHER, false);

    assertThat(admin.get(poolId, "alice").userStatus())
        .isEqualTo(UserStatusType.FORCE_CHANGE_PASSWORD);
    assertThat(admin.signIn(poolId, clientId, "alice", OTHER).challengeName())
        .hasToString("NEW_PASSWORD_REQUIRED");
    server.clock().advance(Duration.ofDays(7));
    assertThat(Admin.refusal(() -> admin.signIn(poolId, clientId, "alice", OTHER)))
        .isEqualTo(
            "NotAuthorizedException: Temporary password has expired and must be reset by an"
                + " administrator.");
  }

  @Test
  void weakPasswordIsRefused() {
    String poolId = admin.pool();
    admin.create(poolId, "alice");

    assertThat(Admin.refusal(() -> set(poolId, "lowercase-1", true)))
        .isEqualTo(
            "InvalidPasswordException: Password does not conform to policy: Password must have"
                + " uppercase characters");
  }

  @Test
  void latestPasswordsAreRefused() {
    String poolId =
        admin.pool(
            pool ->
                pool.policies(
                    policies ->
                        policies.passwordPolicy(
                            password -> password.minimumLength(8).passwordHistorySize(2))));
    admin.create(poolId, "alice");
    String repeated = "PasswordHistoryPolicyViolationException: Password has previously been used";
    set(poolId, "first-one", true);
    set(poolId, "second-one", true);

    assertThat(Admin.refusal(() -> set(poolId, "second-one", true))).isEqualTo(repeated);
    assertThat(Admin.refusal(() -> set(poolId, "first-one", true))).isEqualTo(repeated);
    set(poolId, "third-one", true);
    set(poolId, "first-one", true);
  }

  @Test
  void needsPoolAndUser() {
    admin.assertNeedsPoolAndUser(
        "AdminSetUserPassword", ",\"Password\":\"" + Admin.PASSWORD + "\"");
  }

  private void set(String poolId, String password, boolean permanent) {
    admin.sdk.adminSetUserPassword(
        request ->
            request.userPoolId(poolId).username("alice").password(password).permanent(permanent));
  }
}
