package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Attributes change together with the names that hang on them, and codes go to addresses that
/// nobody vouches for. The rules of single attributes are proven in `AttributeRulesTest`.
@EachServer
final class AdminUpdateUserAttributesTest {
  private final TestServer server;
  private final Admin admin;

  AdminUpdateUserAttributesTest(TestServer server) {
    this.server = server;
    this.admin = new Admin(server);
  }

  @Test
  void updateIsMergedAndDated() {
    String poolId = admin.pool();
    admin.create(poolId, "alice", "name", "A", "nickname", "Al");
    Instant before = admin.get(poolId, "alice").userLastModifiedDate();
    server.clock().advance(Duration.ofSeconds(5));

    admin.update(poolId, "alice", "name", "B", "nickname", "", "locale", "de");

    assertThat(admin.attributes(poolId, "alice")).isEqualTo(Map.of("name", "B", "locale", "de"));
    assertThat(admin.get(poolId, "alice").userLastModifiedDate()).isAfter(before);
  }

  @Test
  void refusedUpdateChangesNothing() {
    String poolId = admin.pool();
    admin.create(poolId, "alice", "name", "A");

    assertThat(Admin.refusal(() -> admin.update(poolId, "alice", "name", "B", "sub", "x")))
        .isEqualTo("InvalidParameterException: Cannot modify the non-mutable attribute sub");
    assertThat(admin.attributes(poolId, "alice")).isEqualTo(Map.of("name", "A"));
  }

  @Test
  void aliasIsActiveWhileVerified() {
    String poolId = admin.pool(pool -> pool.aliasAttributes(AliasAttributeType.EMAIL));
    admin.create(poolId, "alice", "email", "a@example.com");
    admin.create(poolId, "bob", "email", "a@example.com");

    admin.update(poolId, "alice", "email_verified", "true");
    assertThat(admin.get(poolId, "a@example.com").username()).isEqualTo("alice");
    assertThat(Admin.refusal(() -> admin.update(poolId, "bob", "email_verified", "true")))
        .isEqualTo("AliasExistsException: An account with the given email already exists.");

    admin.update(poolId, "alice", "email", "new@example.com");
    assertThat(admin.attributes(poolId, "alice")).containsEntry("email_verified", "false");
    admin.update(poolId, "bob", "email_verified", "true");
    assertThat(admin.get(poolId, "a@example.com").username()).isEqualTo("bob");
  }

  @Test
  void addressAsUsernameFollowsTheAttribute() {
    String poolId = admin.pool(pool -> pool.usernameAttributes(UsernameAttributeType.EMAIL));
    admin.create(poolId, "a@example.com");
    admin.create(poolId, "b@example.com");

    assertThat(Admin.refusal(() -> admin.update(poolId, "a@example.com", "email", "b@example.com")))
        .isEqualTo("AliasExistsException: An account with the given email already exists.");
    admin.update(poolId, "a@example.com", "email", "c@example.com");

    assertThat(admin.attributes(poolId, "c@example.com"))
        .isEqualTo(Map.of("email", "c@example.com", "email_verified", "false"));
    assertThat(Admin.refusal(() -> admin.get(poolId, "a@example.com")))
        .isEqualTo("UserNotFoundException: User does not exist.");
  }

  @Test
  void codeGoesToANewAddressThatNobodyVouchesFor() {
    String poolId = admin.pool(pool -> pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL));
    admin.create(poolId, "alice", "email", "before@example.com");

    admin.update(poolId, "alice", "email", "vouched@example.com", "email_verified", "true");
    assertThat(admin.messages("vouched@example.com")).isEmpty();
    admin.update(poolId, "alice", "email", "sent@example.com");

    assertThat(admin.messages("sent@example.com"))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.path("purpose").asString()).isEqualTo("UPDATE_USER_ATTRIBUTE");
              assertThat(message.path("code").asString()).matches("[0-9]{6}");
            });
  }

  @Test
  void newAddressWaitsWhereThePoolSaysSo() {
    String poolId =
        admin.pool(
            pool ->
                pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                    .userAttributeUpdateSettings(
                        settings ->
                            settings.attributesRequireVerificationBeforeUpdate(
                                VerifiedAttributeType.EMAIL)));
    admin.create(poolId, "alice", "email", "old@example.com", "email_verified", "true");

    admin.update(poolId, "alice", "email", "waiting@example.com");

    assertThat(admin.attributes(poolId, "alice"))
        .isEqualTo(Map.of("email", "old@example.com", "email_verified", "true"));
    assertThat(admin.stored(poolId, "alice").pending())
        .isEqualTo(Map.of("email", "waiting@example.com"));
    assertThat(admin.messages("waiting@example.com")).hasSize(1);
  }

  @Test
  void needsPoolAndUser() {
    admin.assertNeedsPoolAndUser(
        "AdminUpdateUserAttributes", ",\"UserAttributes\":[{\"Name\":\"name\",\"Value\":\"A\"}]");
  }
}
