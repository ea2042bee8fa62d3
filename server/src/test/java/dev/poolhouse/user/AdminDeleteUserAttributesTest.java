package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;

/// Attributes go, with the flags and names that hang on them; what must stay, stays.
@EachServer
@SuppressWarnings("unchecked") // the SDK takes builders as generic varargs
final class AdminDeleteUserAttributesTest {
  private final Admin admin;

  AdminDeleteUserAttributesTest(TestServer server) {
    this.admin = new Admin(server);
  }

  @Test
  void deletedAddressTakesFlagAndAliasWithIt() {
    String poolId = admin.pool(pool -> pool.aliasAttributes(AliasAttributeType.EMAIL));
    admin.create(poolId, "alice", "email", "a@example.com", "email_verified", "true", "name", "A");

    delete(poolId, "email", "locale");

    assertThat(admin.attributes(poolId, "alice")).isEqualTo(Map.of("name", "A"));
    assertThat(Admin.refusal(() -> admin.get(poolId, "a@example.com")))
        .isEqualTo("UserNotFoundException: User does not exist.");
  }

  @Test
  void whatMustStayIsRefused() {
    String poolId =
        admin.pool(
            pool -> pool.schema(attribute -> attribute.name("name").required(true).mutable(true)));
    admin.create(poolId, "alice", "name", "A");
    String invalid = "InvalidParameterException: ";

    assertThat(Admin.refusal(() -> delete(poolId, "name")))
        .isEqualTo(
            invalid + "Invalid user attributes: name: Required attribute cannot be deleted.");
    assertThat(Admin.refusal(() -> delete(poolId, "sub")))
        .isEqualTo(invalid + "Cannot modify the non-mutable attribute sub");
    assertThat(Admin.refusal(() -> delete(poolId, "custom:x")))
        .isEqualTo(
            invalid
                + "Invalid user attributes: user.custom:x: Attribute does not exist in the"
                + " schema.\n");
  }

  @Test
  void needsPoolAndUser() {
    admin.assertNeedsPoolAndUser("AdminDeleteUserAttributes", ",\"UserAttributeNames\":[\"name\"]");
  }

  private void delete(String poolId, String... names) {
    admin.sdk.adminDeleteUserAttributes(
        request -> request.userPoolId(poolId).username("alice").userAttributeNames(names));
  }
}
