package dev.poolhouse.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// Proves that each operation without a token asks for the secret hash of a client that has a
/// secret, before it looks for the user.
@EachServer
@SuppressWarnings("InlineFormatString") // a text block reads better on its own
final class ClientSecretTest {
  private static final String MEMBERS =
      """
      "ClientId":"%s","Username":"%s","Password":"Correct-Horse-7","ConfirmationCode":"1"
      """;

  private final TestServer server;

  ClientSecretTest(TestServer server) {
    this.server = server;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SignUp",
        "ConfirmSignUp",
        "ResendConfirmationCode",
        "ForgotPassword",
        "ConfirmForgotPassword"
      })
  void secretHashIsChecked(String operation) throws GeneralSecurityException {
    PoolFixture pool = PoolFixture.create(server);
    UserPoolClientType client = pool.client(settings -> settings.generateSecret(true));
    String id = client.clientId();
    assertThat(call(operation, id, "Ann", "").message())
        .isEqualTo("Client " + id + " is configured with secret but SECRET_HASH was not received");
    RawAnswer wrong = call(operation, id, "Ann", hash(client, "ann"));
    assertThat(wrong.errorType()).isEqualTo("NotAuthorizedException");
    assertThat(wrong.message()).isEqualTo("SecretHash does not match for the client: " + id);
    assertThat(call(operation, id, "Ann", hash(client, "Ann")).message())
        .doesNotContain("SecretHash");
    RawAnswer publicClient = call(operation, pool.clientId(), "Ann", hash(client, "Ann"));
    assertThat(publicClient.message())
        .isEqualTo("Unable to verify secret hash for client " + pool.clientId());
  }

  private RawAnswer call(String operation, String clientId, String name, String hash) {
    String members = MEMBERS.formatted(clientId, name);
    return server.call(
        operation,
        hash.isEmpty() ? "{" + members + "}" : "{" + members + ",\"SecretHash\":\"" + hash + "\"}");
  }

  private static String hash(UserPoolClientType client, String name)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(client.clientSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return Base64.getEncoder()
        .encodeToString(mac.doFinal((name + client.clientId()).getBytes(StandardCharsets.UTF_8)));
  }
}
