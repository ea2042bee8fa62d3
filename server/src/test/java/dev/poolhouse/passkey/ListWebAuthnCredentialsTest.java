package dev.poolhouse.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SoftwareAuthenticator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListWebAuthnCredentialsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.WebAuthnCredentialDescription;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `ListWebAuthnCredentials` shows a user's own passkeys, whole, and in pages.
@EachServer
final class ListWebAuthnCredentialsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final TestServer server;
  private final PasskeyFixture pool;

  ListWebAuthnCredentialsTest(TestServer server) {
    this.server = server;
    this.pool = PasskeyFixture.create(server);
  }

  @Test
  void passkeysAreShownWhole() {
    String token = pool.newUser("ann");
    assertThat(pool.list(token)).isEmpty();
    String roaming = pool.register(token, SoftwareAuthenticator.roaming(PasskeyFixture.ORIGIN));
    String platform = pool.register(token, SoftwareAuthenticator.platform(PasskeyFixture.ORIGIN));

    List<JsonNode> shown = new ArrayList<>();
    pool.list(token).forEach(shown::add);

    assertThat(shown)
        .containsExactlyInAnyOrder(
            expected(shown, roaming, "Roaming passkey", "cross-platform", "[\"nfc\",\"usb\"]"),
            expected(shown, platform, "Platform passkey", "platform", "[\"hybrid\",\"internal\"]"));
    assertThat(pool.list(pool.newUser("bob"))).isEmpty();
  }

  private static JsonNode expected(
      List<JsonNode> shown, String id, String name, String attachment, String transports) {
    JsonNode createdAt =
        shown.stream()
            .filter(each -> each.get("CredentialId").asString().equals(id))
            .findFirst()
            .orElseThrow()
            .get("CreatedAt");
    assertThat(createdAt.isNumber()).isTrue();
    return JSON.readTree(
        """
        {"CredentialId":"%s","FriendlyCredentialName":"%s","RelyingPartyId":"example.com",
         "AuthenticatorAttachment":"%s","AuthenticatorTransports":%s,"CreatedAt":%s}
        """
            .formatted(id, name, attachment, transports, createdAt));
  }

  @Test
  void pagesHoldEachPasskeyOnce() {
    String token = pool.newUser("paged");
    List<String> registered = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      registered.add(pool.register(token, SoftwareAuthenticator.platform(PasskeyFixture.ORIGIN)));
    }
    List<String> listed = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      ListWebAuthnCredentialsResponse page = page(token, 2, next);
      sizes.add(page.credentials().size());
      page.credentials().stream()
          .map(WebAuthnCredentialDescription::credentialId)
          .forEach(listed::add);
      next = Optional.ofNullable(page.nextToken());
    } while (next.isPresent());

    assertThat(sizes).containsExactly(2, 2, 1);
    assertThat(listed).containsExactlyInAnyOrderElementsOf(registered);
    assertThat(page(token, 0, Optional.empty()).credentials()).hasSize(5);
    assertThat(page(token, 5, Optional.empty()).nextToken()).isNull();
  }

  @Test
  void tokenOfAnotherUserIsRefused() {
    String token = pool.newUser("first");
    pool.register(token, SoftwareAuthenticator.platform(PasskeyFixture.ORIGIN));
    pool.register(token, SoftwareAuthenticator.platform(PasskeyFixture.ORIGIN));
    Optional<String> next = Optional.of(page(token, 1, Optional.empty()).nextToken());
    String other = pool.newUser("second");

    assertThat(Refusal.of(() -> page(other, 1, next)))
        .isEqualTo(Refusal.invalidParameter("Invalid pagination token"));
  }

  @Test
  void moreThanTwentyAtOnceIsRefused() {
    assertThat(Refusal.of(() -> page("a.b.c", 21, Optional.empty())))
        .isEqualTo(
            Refusal.invalidParameter(
                "1 validation error detected: Value '21' at 'maxResults' failed to satisfy"
                    + " constraint: Member must have value less than or equal to 20"));
  }

  @Test
  void brokenTokenIsRefused() {
    assertThat(Refusal.of(() -> page("a.b.c", 20, Optional.empty())))
        .isEqualTo(Refusal.notAuthorized("Invalid Access Token"));
  }

  private ListWebAuthnCredentialsResponse page(String token, int size, Optional<String> next) {
    return server
        .sdk()
        .listWebAuthnCredentials(
            list -> {
              list.accessToken(token).maxResults(size);
              next.ifPresent(list::nextToken);
            });
  }
}
