package dev.poolhouse.analytics;

import dev.poolhouse.app.Server;
import dev.poolhouse.app.ServerSettings;
import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.TestKeyPairs;
import dev.poolhouse.crypto.WebhookSigner;
import dev.poolhouse.http.FrontDoorSettings;
import dev.poolhouse.sinks.SinkSettings;
import dev.poolhouse.sms.Receiver;
import dev.poolhouse.testing.TestServer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A node on the database of a test's server that delivers events to a webhook, and the receiver of
/// that webhook.
final class EventNode implements AutoCloseable {
  private static final String MASTER =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  private static final JsonMapper JSON = new JsonMapper();

  private final Receiver receiver = new Receiver();
  private final Server node;
  private final CognitoIdentityProviderClient sdk;

  /// @param profile development, or production for what fails only there
  EventNode(TestServer server, ServerSettings.Profile profile) {
    ServerSettings usual =
        ServerSettings.development(
            FrontDoorSettings.plain("127.0.0.1", 0),
            MasterKey.parse(Secret.of(MASTER), new SecureRandom()));
    this.node =
        Server.start(
            as(profile, usual).with(sinks()),
            server.database().database(),
            InstantSource.system(),
            TestKeyPairs::next);
    this.sdk =
        CognitoIdentityProviderClient.builder()
            .endpointOverride(URI.create(node.url()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "secret")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  private SinkSettings sinks() {
    return new SinkSettings(
        Optional.empty(),
        Optional.of(
            new SinkSettings.Webhook(
                receiver.url("/events"),
                WebhookSigner.parse(Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20))),
        1_000);
  }

  private static ServerSettings as(ServerSettings.Profile profile, ServerSettings usual) {
    return new ServerSettings(
        usual.socket(),
        profile,
        usual.masterKey(),
        usual.region(),
        usual.account(),
        usual.regions(),
        usual.issuerForm(),
        usual.publicUrl(),
        profile == ServerSettings.Profile.PRODUCTION,
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

  CognitoIdentityProviderClient sdk() {
    return sdk;
  }

  /// The next event that is delivered; waits for it.
  JsonNode next() throws InterruptedException {
    return JSON.readTree(receiver.next().body());
  }

  @Override
  public void close() {
    sdk.close();
    node.close();
    receiver.close();
  }
}
