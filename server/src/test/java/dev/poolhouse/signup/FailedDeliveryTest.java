package dev.poolhouse.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.app.Server;
import dev.poolhouse.app.ServerSettings;
import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.http.FrontDoorSettings;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Proves, with a second node that has no way to send messages, that a user whose code cannot be
/// delivered exists all the same, and that clients which hide who exists are not told.
@EachServer
final class FailedDeliveryTest {
  /// The master key of [TestServer].
  private static final String MASTER =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

  private final TestServer server;

  FailedDeliveryTest(TestServer server) {
    this.server = server;
  }

  @Test
  void userExistsAllTheSame() {
    Newcomers newcomers =
        Newcomers.of(
            server,
            PoolFixture.create(
                server, pool -> pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)));
    try (Server mute =
        Server.start(settings(), server.database().database(), InstantSource.system())) {
      RawAnswer told = signUp(mute, newcomers.clientId(), "ann");
      assertThat(told.errorType()).isEqualTo("CodeDeliveryFailureException");
      assertThat(newcomers.look("ann").userStatus()).isEqualTo(UserStatusType.UNCONFIRMED);
      RawAnswer hidden = signUp(mute, newcomers.hiding().clientId(), "bob");
      assertThat(hidden.status()).isEqualTo(200);
    }
  }

  private static ServerSettings settings() {
    ServerSettings usual =
        ServerSettings.development(
            FrontDoorSettings.plain("127.0.0.1", 0),
            MasterKey.parse(Secret.of(MASTER), new SecureRandom()));
    return new ServerSettings(
        usual.socket(),
        ServerSettings.Profile.PRODUCTION,
        usual.masterKey(),
        usual.region(),
        usual.account(),
        usual.regions(),
        usual.issuerForm(),
        usual.publicUrl(),
        true,
        usual.proxies(),
        usual.metrics(),
        usual.mail(),
        usual.sms(),
        usual.functions(),
        usual.codeKey(),
        usual.events(),
        usual.breachedPasswords(),
        usual.locations(),
        usual.configurationPoll(),
        usual.requestsPerUser());
  }

  private RawAnswer signUp(Server node, String clientId, String name) {
    return server.send(
        HttpRequest.newBuilder(URI.create(node.url()))
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "AWSCognitoIdentityProviderService.SignUp")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"ClientId":"%s","Username":"%s","Password":"%s",
                     "UserAttributes":[{"Name":"email","Value":"%s@example.com"}]}
                    """
                        .formatted(clientId, name, PoolFixture.PASSWORD, name)))
            .build());
  }
}
