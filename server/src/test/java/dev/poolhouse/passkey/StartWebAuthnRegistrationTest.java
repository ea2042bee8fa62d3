package dev.poolhouse.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SoftwareAuthenticator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserVerificationType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `StartWebAuthnRegistration` asks an authenticator for, compared as a whole, and each of its
/// refusals. What an access token is refused for stands in `AccessTokensTest`.
@EachServer
final class StartWebAuthnRegistrationTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final TestServer server;

  StartWebAuthnRegistrationTest(TestServer server) {
    this.server = server;
  }

  @Test
  void optionsAreADocumentThatBrowsersUnderstand() {
    PasskeyFixture pool = PasskeyFixture.create(server);
    String token = pool.newUser("ann");
    String sub =
        server
            .sdk()
            .adminGetUser(get -> get.userPoolId(pool.pool().poolId()).username("ann"))
            .userAttributes()
            .getFirst()
            .value();

    JsonNode options = JSON.readTree(pool.start(token));

    String challenge = options.get("challenge").asString();
    assertThat(Base64.getUrlDecoder().decode(challenge)).hasSize(16);
    assertThat(options)
        .isEqualTo(
            JSON.readTree(
                """
                {"authenticatorSelection":{"requireResidentKey":true,"residentKey":"required",
                 "userVerification":"preferred"},
                 "challenge":"%s","excludeCredentials":[],
                 "pubKeyCredParams":[{"alg":-7,"type":"public-key"},
                   {"alg":-257,"type":"public-key"},{"alg":-8,"type":"public-key"}],
                 "rp":{"id":"example.com","name":"example.com"},"timeout":60000,
                 "user":{"displayName":"ann","id":"%s","name":"ann"}}
                """
                    .formatted(
                        challenge,
                        Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(sub.getBytes(StandardCharsets.UTF_8)))));
    assertThat(JSON.readTree(pool.start(token)).get("challenge"))
        .isNotEqualTo(options.get("challenge"));
  }

  @Test
  void poolDecidesOnUserVerification() {
    PasskeyFixture pool =
        PasskeyFixture.create(
            server, settings -> settings.userVerification(UserVerificationType.REQUIRED));

    assertThat(
            JSON.readTree(pool.start(pool.newUser("ann")))
                .at("/authenticatorSelection/userVerification")
                .asString())
        .isEqualTo("required");
  }

  @Test
  void passkeysOfTheUserAreExcluded() {
    PasskeyFixture pool = PasskeyFixture.create(server);
    String token = pool.newUser("ann");
    String id = pool.register(token, authenticator());

    JsonNode excluded = JSON.readTree(pool.start(token)).get("excludeCredentials");

    assertThat(excluded)
        .isEqualTo(JSON.readTree("[{\"id\":\"" + id + "\",\"type\":\"public-key\"}]"));
    assertThat(JSON.readTree(pool.start(pool.newUser("bob"))).get("excludeCredentials")).isEmpty();
  }

  @Test
  void twentyPasskeysAreTheMost() {
    PasskeyFixture pool = PasskeyFixture.create(server);
    String token = pool.newUser("ann");
    for (int i = 0; i < 20; i++) {
      pool.register(token, authenticator());
    }

    assertThat(start(token))
        .isEqualTo(new Refusal("LimitExceededException", "A user can have at most 20 passkeys."));
    assertThat(pool.list(token)).hasSize(20);
  }

  @Test
  void poolWithoutPasskeysRefuses() {
    PoolFixture plain = PoolFixture.create(server);
    plain.confirmedUser("ann");

    assertThat(start(plain.accessToken("ann")))
        .isEqualTo(
            new Refusal(
                "WebAuthnNotEnabledException", "Passkeys are not enabled for this user pool."));
  }

  @Test
  void poolWithoutDomainRefuses() {
    PasskeyFixture pool = PasskeyFixture.unconfigured(server);

    assertThat(start(pool.newUser("ann")))
        .isEqualTo(
            new Refusal(
                "WebAuthnConfigurationMissingException",
                "The user pool has neither a relying party ID nor a domain."));
  }

  @Test
  void brokenTokenIsRefused() {
    assertThat(start("a.b.c")).isEqualTo(Refusal.notAuthorized("Invalid Access Token"));
  }

  private Refusal start(String token) {
    return Refusal.of(
        () -> server.sdk().startWebAuthnRegistration(start -> start.accessToken(token)));
  }

  private static SoftwareAuthenticator authenticator() {
    return SoftwareAuthenticator.platform(PasskeyFixture.ORIGIN);
  }
}
