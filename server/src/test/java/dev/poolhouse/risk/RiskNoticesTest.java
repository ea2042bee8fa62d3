package dev.poolhouse.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.FunctionEndpoint;
import dev.poolhouse.testing.FunctionEndpoint.Reply;
import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AccountTakeoverEventActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdvancedSecurityModeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthEventType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CustomEmailSenderLambdaVersionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.FeedbackValueType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotifyConfigurationType;

/// Proves that users hear of risky sign-ins where the pool wants it: in the pool's words, by the
/// pool's own function for e-mail where it has one, and with a token that takes their feedback.
@EachServer
final class RiskNoticesTest {
  private static final String HOME = "192.0.2.1";
  private static final String CAFE = "198.51.100.1";
  private static final String KEY =
      "arn:aws:kms:us-east-1:000000000000:key/1a2b3c4d-0000-0000-0000-000000000000";

  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;
  private final BlockingQueue<Map<String, Object>> handed = new LinkedBlockingQueue<>();

  RiskNoticesTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
  }

  @Test
  void noticeHasTheConfiguredTextAndItsTokenTakesFeedback() {
    PoolFixture pool =
        blocking(
            settings -> {},
            notify ->
                notify.blockEmail(
                    mail ->
                        mail.subject("Blocked")
                            .textBody("{username} {ip-address} {event-id} {feedback-token}")));
    Inbox inbox = new Inbox(server, "rn-text@example.com");
    pool.confirmedUser("ann", "email", inbox.address());

    signInFromElsewhere(pool);

    List<String> words = List.of(inbox.body().split(" ", -1));
    AuthEventType event = newest(pool);
    assertThat(words.subList(0, 3)).containsExactly("ann", CAFE, event.eventId());
    sdk.updateAuthEventFeedback(
        update ->
            update
                .userPoolId(pool.poolId())
                .username("ann")
                .eventId(event.eventId())
                .feedbackToken(words.get(3))
                .feedbackValue(FeedbackValueType.VALID));
    assertThat(newest(pool).eventFeedback().feedbackValue()).isEqualTo(FeedbackValueType.VALID);
    assertThat(newest(pool).eventFeedback().provider()).isEqualTo("User");
  }

  @Test
  void functionThatSendsEmailIsToldInstead() throws InterruptedException {
    String arn =
        server
            .functions()
            .onCall(
                "rn-sender",
                json -> {
                  handed.add(FunctionEndpoint.object(Json.read(json)));
                  return Reply.returned("null");
                });
    PoolFixture pool =
        blocking(
            settings ->
                settings.lambdaConfig(
                    triggers ->
                        triggers
                            .kmsKeyID(KEY)
                            .customEmailSender(
                                sender ->
                                    sender
                                        .lambdaArn(arn)
                                        .lambdaVersion(CustomEmailSenderLambdaVersionType.V1_0))),
            notify -> {});
    Inbox inbox = new Inbox(server, "rn-sender@example.com");
    pool.confirmedUser("ann", "email", inbox.address());
    String sub =
        sdk
            .adminGetUser(get -> get.userPoolId(pool.poolId()).username("ann"))
            .userAttributes()
            .stream()
            .filter(attribute -> attribute.name().equals("sub"))
            .findFirst()
            .orElseThrow()
            .value();

    signInFromElsewhere(pool);

    Map<String, Object> event = handed.poll(60, TimeUnit.SECONDS);
    assertThat(event)
        .containsEntry("triggerSource", "CustomEmailSender_AccountTakeOverNotification")
        .containsEntry("userName", "ann")
        .containsEntry(
            "callerContext",
            Map.of("awsSdkVersion", "aws-sdk-unknown-unknown", "clientId", pool.clientId()))
        .containsEntry(
            "request",
            Map.of(
                "type",
                "customEmailSenderRequestV1",
                "code",
                Json.NULL,
                "userAttributes",
                Map.of("sub", sub, "cognito:user_status", "CONFIRMED", "email", inbox.address())));
    assertThat(inbox.unread()).isZero();
  }

  private PoolFixture blocking(
      Consumer<CreateUserPoolRequest.Builder> settings,
      Consumer<NotifyConfigurationType.Builder> texts) {
    PoolFixture pool = ProtectedPool.create(server, AdvancedSecurityModeType.ENFORCED, settings);
    sdk.setRiskConfiguration(
        set ->
            set.userPoolId(pool.poolId())
                .accountTakeoverRiskConfiguration(
                    takeover ->
                        takeover
                            .notifyConfiguration(
                                notify ->
                                    texts.accept(
                                        notify.sourceArn(
                                            "arn:aws:ses:us-east-1:000000000000:identity/a.com")))
                            .actions(
                                actions ->
                                    actions.lowAction(
                                        action ->
                                            action
                                                .sendNotification(true)
                                                .eventAction(
                                                    AccountTakeoverEventActionType.BLOCK)))));
    return pool;
  }

  private void signInFromElsewhere(PoolFixture pool) {
    signIn(pool, HOME);
    server.clock().advance(Duration.ofSeconds(1));
    assertThat(Refusal.of(() -> signIn(pool, CAFE)))
        .isEqualTo(Refusal.notAuthorized("Unable to login because of security reasons."));
  }

  private void signIn(PoolFixture pool, String address) {
    sdk.adminInitiateAuth(
        auth ->
            auth.userPoolId(pool.poolId())
                .clientId(pool.clientId())
                .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", "ann", "PASSWORD", PoolFixture.PASSWORD))
                .contextData(
                    context ->
                        context
                            .ipAddress(address)
                            .serverName("example.com")
                            .serverPath("/login")
                            .httpHeaders(List.of())));
  }

  private AuthEventType newest(PoolFixture pool) {
    return sdk.adminListUserAuthEvents(list -> list.userPoolId(pool.poolId()).username("ann"))
        .authEvents()
        .getFirst();
  }
}
