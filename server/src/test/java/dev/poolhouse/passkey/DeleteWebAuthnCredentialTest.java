package dev.poolhouse.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SoftwareAuthenticator;
import org.junit.jupiter.api.Test;

/// `DeleteWebAuthnCredential` deletes a user's own passkey, once.
@EachServer
final class DeleteWebAuthnCredentialTest {
  private static final Refusal MISSING = Refusal.notFound("Passkey does not exist.");

  private final TestServer server;
  private final PasskeyFixture pool;

  DeleteWebAuthnCredentialTest(TestServer server) {
    this.server = server;
    this.pool = PasskeyFixture.create(server);
  }

  @Test
  void deletedPasskeyIsGone() {
    String token = pool.newUser("ann");
    String id = register(token);
    String kept = register(token);

    delete(token, id);

    assertThat(pool.list(token))
        .singleElement()
        .satisfies(left -> assertThat(left.get("CredentialId").asString()).isEqualTo(kept));
    assertThat(Refusal.of(() -> delete(token, id))).isEqualTo(MISSING);
  }

  @Test
  void passkeyOfAnotherUserIsMissing() {
    String own = pool.newUser("own");
    String id = register(own);
    String other = pool.newUser("other");

    assertThat(Refusal.of(() -> delete(other, id))).isEqualTo(MISSING);
    assertThat(pool.list(own)).hasSize(1);
  }

  @Test
  void brokenTokenIsRefused() {
    assertThat(Refusal.of(() -> delete("a.b.c", "id")))
        .isEqualTo(Refusal.notAuthorized("Invalid Access Token"));
  }

  private String register(String token) {
    return pool.register(token, SoftwareAuthenticator.platform(PasskeyFixture.ORIGIN));
  }

  private void delete(String token, String id) {
    server.sdk().deleteWebAuthnCredential(delete -> delete.accessToken(token).credentialId(id));
  }
}
