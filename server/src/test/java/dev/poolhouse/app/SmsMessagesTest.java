package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.TestKeyPairs;
import dev.poolhouse.crypto.WebhookSigner;
import dev.poolhouse.http.FrontDoorSettings;
import dev.poolhouse.sms.Receiver;
import dev.poolhouse.sms.SmsSettings;
import dev.poolhouse.sql.TestDatabase;
import dev.poolhouse.sql.TestDatabases;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.wire.Caller;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Proves on a production server that codes travel by SMS through the webhook: they work, a refusal
/// is told where nothing is hidden, and where it is, the message waits and is tried again under the
/// same id. How each message looks on the wire is proven beside the deliveries.
@Timeout(120)
final class SmsMessagesTest {
  private static final String PASSWORD = "Correct-Horse-7";
  private static final Caller ADMINISTRATOR =
      new Caller.Signed(
          new Caller.Origin("us-east-1", "000000000000", "127.0.0.1", "test", "test"),
          "test",
          "arn:aws:iam::000000000000:user/test");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(InstantSource.system().instant());
  private final TestDatabase database = TestDatabases.sqlite();
  private final Receiver receiver = new Receiver();

  @AfterEach
  void close() {
    receiver.close();
    database.close();
  }

  private Server start(Optional<SmsSettings> sms) {
    ServerSettings usual =
        ServerSettings.development(
            FrontDoorSettings.plain("127.0.0.1", 0),
            MasterKey.parse(Secret.of("ab".repeat(32)), new SecureRandom()));
    ServerSettings settings =
        new ServerSettings(
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
            sms,
            usual.functions(),
            usual.codeKey(),
            usual.events(),
            usual.breachedPasswords(),
            usual.locations(),
            usual.configurationPoll(),
            usual.requestsPerUser());
    return Server.start(settings, database.database(), now::get, TestKeyPairs::next);
  }

  private Optional<SmsSettings> webhook() {
    return Optional.of(
        new SmsSettings.Webhook(
            receiver.url("/sms"),
            WebhookSigner.parse(Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20)));
  }

  /// An app of a pool whose users confirm with their phones.
  private static String clientId(Server server, PreventUserExistenceErrorTypes hiding) {
    CreateUserPoolResponse pool =
        (CreateUserPoolResponse)
            server
                .local()
                .run(
                    ADMINISTRATOR,
                    CreateUserPoolRequest.builder()
                        .poolName("sms")
                        .autoVerifiedAttributes(VerifiedAttributeType.PHONE_NUMBER)
                        .smsConfiguration(
                            sms -> sms.snsCallerArn("arn:aws:iam::000000000000:role/sms"))
                        .build());
    CreateUserPoolClientResponse client =
        (CreateUserPoolClientResponse)
            server
                .local()
                .run(
                    ADMINISTRATOR,
                    CreateUserPoolClientRequest.builder()
                        .userPoolId(pool.userPool().id())
                        .clientName("sms")
                        .preventUserExistenceErrors(hiding)
                        .build());
    return client.userPoolClient().clientId();
  }

  private static CognitoIdentityProviderClient sdk(Server server) {
    return CognitoIdentityProviderClient.builder()
        .endpointOverride(URI.create(server.url()))
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static void signUp(CognitoIdentityProviderClient sdk, String clientId) {
    sdk.signUp(
        request ->
            request
                .clientId(clientId)
                .username("ann")
                .password(PASSWORD)
                .userAttributes(
                    AttributeType.builder().name("phone_number").value("+12065559934").build()));
  }

  private static void confirm(CognitoIdentityProviderClient sdk, String clientId, JsonNode sms) {
    assertThat(sms.path("to").asString()).isEqualTo("+12065559934");
    assertThat(sms.path("purpose").asString()).isEqualTo("SIGN_UP");
    sdk.confirmSignUp(
        request ->
            request
                .clientId(clientId)
                .username("ann")
                .confirmationCode(sms.path("code").asString()));
  }

  private JsonNode received() throws InterruptedException {
    return new JsonMapper().readTree(receiver.next().body());
  }

  @Test
  void codeComesBySms() throws InterruptedException {
    try (Server server = start(webhook());
        CognitoIdentityProviderClient sdk = sdk(server)) {
      String clientId = clientId(server, PreventUserExistenceErrorTypes.LEGACY);
      signUp(sdk, clientId);
      confirm(sdk, clientId, received());
    }
  }

  @Test
  void refusedMessageIsTold() {
    receiver.answering(500);
    try (Server server = start(webhook());
        CognitoIdentityProviderClient sdk = sdk(server)) {
      String clientId = clientId(server, PreventUserExistenceErrorTypes.LEGACY);
      assertThat(Refusal.of(() -> signUp(sdk, clientId)))
          .isEqualTo(failure("the SMS webhook could not be reached or did not take the message"));
    }
  }

  @Test
  void serverWithoutSmsSaysWhichSettingIsMissing() {
    try (Server server = start(Optional.empty());
        CognitoIdentityProviderClient sdk = sdk(server)) {
      String clientId = clientId(server, PreventUserExistenceErrorTypes.LEGACY);
      assertThat(Refusal.of(() -> signUp(sdk, clientId)))
          .isEqualTo(failure("this server has no way to send SMS: sms.via is not set"));
    }
  }

  private static Refusal failure(String reason) {
    return new Refusal(
        "CodeDeliveryFailureException",
        "Failed to deliver the message to +*******9934: " + reason + ".");
  }

  @Test
  void hiddenMessageIsTriedAgainUnderItsId() throws InterruptedException {
    receiver.answering(500);
    try (Server server = start(webhook());
        CognitoIdentityProviderClient sdk = sdk(server)) {
      String clientId = clientId(server, PreventUserExistenceErrorTypes.ENABLED);
      signUp(sdk, clientId);
      String id = received().path("id").asString();

      receiver.answering(204);
      now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
      JsonNode again = received();

      assertThat(again.path("id").asString()).isEqualTo(id);
      confirm(sdk, clientId, again);
    }
  }
}
