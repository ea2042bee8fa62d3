package dev.poolhouse.signup;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoResult;
import com.amazonaws.encryptionsdk.jce.JceMasterKey;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.FunctionEndpoint;
import dev.poolhouse.testing.FunctionEndpoint.Reply;
import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.trigger.MetadataTable;
import dev.poolhouse.trigger.TriggerKind;
import dev.poolhouse.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CustomEmailSenderLambdaVersionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CustomSMSSenderLambdaVersionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Proves that a function that sends messages gets every one of its medium, with a code that opens
/// under the server's key and names the pool, and that no caller hears of its errors.
@EachServer
@Timeout(120)
final class CustomSenderTest {
  private static final String KEY =
      "arn:aws:kms:us-east-1:000000000000:key/1a2b3c4d-0000-0000-0000-000000000000";

  private final TestServer server;
  private final BlockingQueue<Map<String, Object>> handed = new LinkedBlockingQueue<>();

  CustomSenderTest(TestServer server) {
    this.server = server;
  }

  private String sender(String name, Reply reply) {
    return server
        .functions()
        .onCall(
            name,
            json -> {
              handed.add(FunctionEndpoint.object(Json.read(json)));
              return reply;
            });
  }

  private Newcomers newcomers(Consumer<CreateUserPoolRequest.Builder> settings) {
    return Newcomers.of(
        server,
        PoolFixture.create(
            server,
            pool -> {
              pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL);
              settings.accept(pool);
            }));
  }

  private Newcomers byEmail(String name, Reply reply) {
    String arn = sender(name, reply);
    return newcomers(
        pool ->
            pool.lambdaConfig(
                triggers ->
                    triggers
                        .kmsKeyID(KEY)
                        .customMessage(server.functions().onCall(name + "-text", json -> reply))
                        .customEmailSender(
                            sender ->
                                sender
                                    .lambdaArn(arn)
                                    .lambdaVersion(CustomEmailSenderLambdaVersionType.V1_0))));
  }

  private Map<String, Object> handed() throws InterruptedException {
    Map<String, Object> event = handed.poll(60, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("nothing was handed over");
    }
    return event;
  }

  private static CryptoResult<byte[], ?> open(Map<String, Object> event) {
    Object code = FunctionEndpoint.object(event.get("request")).get("code");
    JceMasterKey key =
        JceMasterKey.getInstance(
            new SecretKeySpec(TestServer.codeKey().bytes(), "AES"),
            "poolhouse",
            "codes",
            "AES/GCM/NoPadding");
    return AwsCrypto.builder()
        .withCommitmentPolicy(CommitmentPolicy.RequireEncryptAllowDecrypt)
        .build()
        .decryptData(key, Base64.getDecoder().decode(String.valueOf(code)));
  }

  private static String code(Map<String, Object> event) {
    return new String(open(event).getResult(), StandardCharsets.UTF_8);
  }

  static Stream<SendingCall> operations() {
    return SendingCall.all();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void functionGetsTheMessageInThePlaceOfTheUser(SendingCall given) throws InterruptedException {
    Newcomers people = byEmail("cs-event", Reply.returned("null"));
    Inbox inbox = people.inbox();
    given.prepare().accept(people, inbox);
    if (given.operation().equals("ResendConfirmationCode")) {
      handed();
    }

    given.send().accept(people, inbox);

    Map<String, Object> event = handed();
    assertThat(open(event).getEncryptionContext())
        .containsEntry("userpool-id", people.pool().poolId());
    Map<String, Object> request =
        new LinkedHashMap<>(FunctionEndpoint.object(event.get("request")));
    request.remove("code");
    boolean told =
        MetadataTable.reaches(
            TriggerKind.CUSTOM_EMAIL_SENDER,
            MetadataTable.Field.CLIENT_METADATA,
            given.operation());
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("type", "customEmailSenderRequestV1");
    expected.put(
        "userAttributes",
        Map.of(
            "sub", people.attribute("frank", "sub"),
            "cognito:user_status", given.status(),
            "email", inbox.address(),
            "email_verified", given.verified()));
    if (told) {
      expected.put("clientMetadata", SendingCall.METADATA);
    }
    assertThat(request).isEqualTo(expected);
    assertThat(event)
        .containsEntry("triggerSource", "CustomEmailSender_" + given.source())
        .containsEntry("userName", "frank")
        .containsEntry("version", "1")
        .containsEntry("response", Map.of());
    assertThat(inbox.unread()).isZero();
    assertThat(server.functions().events("cs-event-text")).as("CustomMessage").isEmpty();
  }

  @Test
  void codeThatTheFunctionOpensConfirmsTheUser() throws InterruptedException {
    Newcomers people = byEmail("cs-code", Reply.returned("{}"));
    people.signUp("frank", "email", "cs1@example.com");

    people.confirm("frank", code(handed()));
  }

  /// @param reply what the function's caller gets
  private record Failure(String name, Reply reply) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Failure> failures() {
    return Stream.of(
        new Failure("throws", Reply.threw("No")),
        new Failure("returns no JSON", Reply.returned("<html>")),
        new Failure("cannot be called", Reply.refused(403, "AccessDeniedException")));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void errorReachesNoCaller(Failure given) throws InterruptedException {
    Newcomers people = byEmail("cs-fails", given.reply());

    assertThat(people.signUp("frank", "email", "cs2@example.com").codeDeliveryDetails())
        .isNotNull();
    people.confirm("frank", code(handed()));
  }

  @Test
  void queuedMessageIsHandedOverToo() throws InterruptedException {
    Newcomers people = byEmail("cs-hiding", Reply.returned("null"));
    people.pool().confirmedUser("frank", "email", "cs3@example.com", "email_verified", "true");
    Newcomers hiding = people.hiding();

    hiding.forget("frank");
    hiding.forget("nobody");

    Map<String, Object> event = handed();
    assertThat(event).containsEntry("triggerSource", "CustomEmailSender_ForgotPassword");
    hiding.recover("frank", code(event), "Correct-Horse-8");
    assertThat(handed).isEmpty();
  }

  @Test
  void smsGoesToItsFunctionAndEmailToTheOutbox() throws InterruptedException {
    String arn = sender("cs-sms", Reply.returned("null"));
    Newcomers people =
        newcomers(
            pool ->
                pool.lambdaConfig(
                    triggers ->
                        triggers
                            .kmsKeyID(KEY)
                            .customSMSSender(
                                sender ->
                                    sender
                                        .lambdaArn(arn)
                                        .lambdaVersion(CustomSMSSenderLambdaVersionType.V1_0))));
    Inbox inbox = people.inbox();

    people
        .sdk()
        .adminCreateUser(
            call ->
                call.userPoolId(people.pool().poolId())
                    .username("frank")
                    .temporaryPassword("Aa1-<&\">x")
                    .desiredDeliveryMediums(DeliveryMediumType.EMAIL, DeliveryMediumType.SMS)
                    .userAttributes(
                        Newcomers.attributes(
                            "email", inbox.address(), "phone_number", "+15555550188")));

    Map<String, Object> event = handed();
    assertThat(FunctionEndpoint.object(event.get("request")))
        .containsEntry("type", "customSMSSenderRequestV1");
    assertThat(code(event)).isEqualTo("Aa1-<&\">x");
    assertThat(inbox.code()).isEqualTo("Aa1-<&\">x");
  }

  @Test
  void temporaryPasswordInEmailIsHtml() throws InterruptedException {
    Newcomers people = byEmail("cs-html", Reply.returned("null"));

    people
        .sdk()
        .adminCreateUser(
            call ->
                call.userPoolId(people.pool().poolId())
                    .username("frank")
                    .temporaryPassword("Aa1-<&>xx")
                    .desiredDeliveryMediums(DeliveryMediumType.EMAIL)
                    .userAttributes(Newcomers.attributes("email", "cs4@example.com")));

    assertThat(code(handed())).isEqualTo("Aa1-&lt;&amp;&gt;xx");
  }
}
