package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;

/// The whole answer, and every name a user can be asked for by.
@EachServer
final class AdminGetUserTest {
  private final TestServer server;
  private final Admin admin;

  AdminGetUserTest(TestServer server) {
    this.server = server;
    this.admin = new Admin(server);
  }

  @Test
  void answerHoldsNothingThatIsEmpty() {
    String poolId = admin.pool();
    admin.create(poolId, "alice", "name", "A");
    User user = admin.stored(poolId, "alice");
    String time =
        server
            .call("AdminGetUser", request(poolId, "alice"))
            .json()
            .path("UserCreateDate")
            .toString();

    assertThat(server.call("AdminGetUser", request(poolId, "alice")).json())
        .hasToString(
            "{\"Username\":\"alice\",\"UserAttributes\":[{\"Name\":\"sub\",\"Value\":\""
                + user.sub()
                + "\"},{\"Name\":\"name\",\"Value\":\"A\"}],\"UserCreateDate\":"
                + time
                + ",\"UserLastModifiedDate\":"
                + time
                + ",\"Enabled\":true,\"UserStatus\":\"FORCE_CHANGE_PASSWORD\"}");
  }

  @Test
  void everyNameOfTheUserFindsIt() {
    String poolId =
        admin.pool(
            pool ->
                pool.aliasAttributes(
                    AliasAttributeType.EMAIL,
                    AliasAttributeType.PHONE_NUMBER,
                    AliasAttributeType.PREFERRED_USERNAME));
    admin.create(
        poolId,
        "alice",
        "email",
        "a@example.com",
        "email_verified",
        "true",
        "phone_number",
        "+15550100",
        "preferred_username",
        "ali");

    assertThat(admin.get(poolId, "a@example.com").username()).isEqualTo("alice");
    assertThat(admin.get(poolId, "ali").username()).isEqualTo("alice");
    assertThat(admin.get(poolId, admin.stored(poolId, "alice").sub()).username())
        .isEqualTo("alice");
    assertThat(Admin.refusal(() -> admin.get(poolId, "+15550100")))
        .isEqualTo("UserNotFoundException: User does not exist.");
    assertThat(Admin.refusal(() -> admin.get(poolId, "ALICE")))
        .isEqualTo("UserNotFoundException: User does not exist.");
  }

  @Test
  void needsPoolAndUser() {
    admin.assertNeedsPoolAndUser("AdminGetUser", "");
  }

  private static String request(String poolId, String username) {
    return "{\"UserPoolId\":\"" + poolId + "\",\"Username\":\"" + username + "\"}";
  }
}
