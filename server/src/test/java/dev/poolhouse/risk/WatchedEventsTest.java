package dev.poolhouse.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AccountTakeoverEventActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdvancedSecurityModeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthEventType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventFilterType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.FeedbackValueType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// What threat protection does apart from assessing sign-ins: events of sign-up, recovery and
/// password changes, refusal of common passwords there, blocked networks, and notifications whose
/// token lets the user give feedback.
@EachServer
final class WatchedEventsTest {
  private static final String COMMON = "P@ssw0rd1!";
  private static final Refusal UNSAFE =
      new Refusal(
          "InvalidPasswordException", "Provided password cannot be used for security reasons.");

  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;

  WatchedEventsTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
  }

  @Test
  void signUpRecoveryAndChangesAreEvents() {
    PoolFixture pool = verifying(AdvancedSecurityModeType.AUDIT);
    Inbox inbox = new Inbox(server, "cat@example.com");
    sdk.signUp(
        up ->
            up.clientId(pool.clientId())
                .username("cat")
                .password(PoolFixture.PASSWORD)
                .userAttributes(
                    AttributeType.builder().name("email").value("cat@example.com").build()));
    server.clock().advance(Duration.ofSeconds(1));
    sdk.resendConfirmationCode(send -> send.clientId(pool.clientId()).username("cat"));
    sdk.confirmSignUp(
        up -> up.clientId(pool.clientId()).username("cat").confirmationCode(inbox.code()));
    server.clock().advance(Duration.ofSeconds(1));
    sdk.forgotPassword(forgot -> forgot.clientId(pool.clientId()).username("cat"));
    server.clock().advance(Duration.ofSeconds(1));
    sdk.confirmForgotPassword(
        forgot ->
            forgot
                .clientId(pool.clientId())
                .username("cat")
                .password("Other-Horse-8")
                .confirmationCode(inbox.code()));
    server.clock().advance(Duration.ofSeconds(1));
    String token = pool.signIn("cat", "Other-Horse-8").authenticationResult().accessToken();
    server.clock().advance(Duration.ofSeconds(1));
    sdk.changePassword(
        change ->
            change
                .accessToken(token)
                .previousPassword("Other-Horse-8")
                .proposedPassword(PoolFixture.PASSWORD));

    assertThat(events(pool, "cat"))
        .extracting(AuthEventType::eventType)
        .containsExactly(
            EventType.PASSWORD_CHANGE,
            EventType.SIGN_IN,
            EventType.PASSWORD_CHANGE,
            EventType.FORGOT_PASSWORD,
            EventType.RESEND_CODE,
            EventType.SIGN_UP);
  }

  @Test
  void commonPasswordsAreRefusedWhereTheyAreSet() {
    PoolFixture pool = verifying(AdvancedSecurityModeType.ENFORCED);
    pool.confirmedUser("dan", "email", "dan@example.com", "email_verified", "true");
    String token = pool.accessToken("dan");

    assertThat(Refusal.of(() -> signUp(pool, "eve"))).isEqualTo(UNSAFE);
    assertThat(
            Refusal.of(
                () ->
                    sdk.changePassword(
                        change ->
                            change
                                .accessToken(token)
                                .previousPassword(PoolFixture.PASSWORD)
                                .proposedPassword(COMMON))))
        .isEqualTo(UNSAFE);
    assertThat(
            Refusal.of(
                () ->
                    sdk.confirmForgotPassword(
                        forgot ->
                            forgot
                                .clientId(pool.clientId())
                                .username("dan")
                                .password(COMMON)
                                .confirmationCode("123456"))))
        .isEqualTo(UNSAFE);
    sdk.setRiskConfiguration(
        set ->
            set.userPoolId(pool.poolId())
                .compromisedCredentialsRiskConfiguration(
                    compromised ->
                        compromised
                            .eventFilter(EventFilterType.PASSWORD_CHANGE)
                            .actions(actions -> actions.eventAction("BLOCK"))));
    signUp(pool, "eve");
  }

  @Test
  void blockedNetworkCannotSignUp() {
    PoolFixture pool = ProtectedPool.create(server, AdvancedSecurityModeType.ENFORCED);
    sdk.setRiskConfiguration(
        set ->
            set.userPoolId(pool.poolId())
                .riskExceptionConfiguration(
                    lists -> lists.blockedIPRangeList("127.0.0.0/8", "::1/128")));
    Refusal refusal = Refusal.notAuthorized("Request not allowed due to security reasons.");

    assertThat(Refusal.of(() -> signUp(pool, "eve"))).isEqualTo(refusal);
    assertThat(Refusal.of(() -> pool.signIn("eve", "Any-Horse-7"))).isEqualTo(refusal);
    assertThat(
            Refusal.of(() -> sdk.forgotPassword(f -> f.clientId(pool.clientId()).username("eve"))))
        .isEqualTo(refusal);
  }

  @Test
  void userIsToldAndAnswersWithTheToken() {
    PoolFixture pool = ProtectedPool.create(server, AdvancedSecurityModeType.ENFORCED);
    pool.confirmedUser("fay", "email", "fay@example.com");
    sdk.setRiskConfiguration(
        set ->
            set.userPoolId(pool.poolId())
                .accountTakeoverRiskConfiguration(
                    takeover ->
                        takeover
                            .actions(
                                actions ->
                                    actions.lowAction(
                                        low ->
                                            low.sendNotification(true)
                                                .eventAction(AccountTakeoverEventActionType.BLOCK)))
                            .notifyConfiguration(
                                notify ->
                                    notify
                                        .sourceArn(
                                            "arn:aws:ses:us-east-1:123456789012:identity/a.example")
                                        .blockEmail(
                                            mail ->
                                                mail.subject("Blocked")
                                                    .textBody(
                                                        "<{username}> {ip-address} {event-id}"
                                                            + " {feedback-token} end")))));
    signIn(pool, "192.0.2.1");
    assertThat(Refusal.of(() -> signIn(pool, "198.51.100.1")))
        .isEqualTo(Refusal.notAuthorized("Unable to login because of security reasons."));

    List<String> mail = List.of(new Inbox(server, "fay@example.com").body().split(" ", -1));

    assertThat(mail.getFirst()).isEqualTo("&lt;fay&gt;");
    assertThat(mail.get(1)).isEqualTo("198.51.100.1");
    String eventId = mail.get(2);
    String token = mail.get(3);
    assertThat(Refusal.of(() -> feedback(pool, "fay", eventId, token + "x")))
        .isEqualTo(Refusal.notAuthorized("Invalid feedback token."));
    assertThat(Refusal.of(() -> feedback(pool, "gus", eventId, token)))
        .isEqualTo(Refusal.notAuthorized("Invalid feedback token."));
    feedback(pool, "fay", eventId, token);
    AuthEventType event = events(pool, "fay").getFirst();
    assertThat(event.eventId()).isEqualTo(eventId);
    assertThat(event.eventFeedback().feedbackValue()).isEqualTo(FeedbackValueType.VALID);
    assertThat(event.eventFeedback().provider()).isEqualTo("User");
    signIn(pool, "198.51.100.1");
    server.clock().advance(Duration.ofDays(31));
    assertThat(Refusal.of(() -> feedback(pool, "fay", eventId, token)))
        .isEqualTo(Refusal.notAuthorized("Invalid feedback token."));
  }

  private void feedback(PoolFixture pool, String name, String eventId, String token) {
    sdk.updateAuthEventFeedback(
        update ->
            update
                .userPoolId(pool.poolId())
                .username(name)
                .eventId(eventId)
                .feedbackToken(token)
                .feedbackValue(FeedbackValueType.VALID));
  }

  private void signIn(PoolFixture pool, String address) {
    server.clock().advance(Duration.ofSeconds(1));
    sdk.adminInitiateAuth(
        auth ->
            auth.userPoolId(pool.poolId())
                .clientId(pool.clientId())
                .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", "fay", "PASSWORD", PoolFixture.PASSWORD))
                .contextData(
                    data ->
                        data.ipAddress(address)
                            .serverName("example.com")
                            .serverPath("/")
                            .httpHeaders(List.of())));
  }

  private void signUp(PoolFixture pool, String name) {
    sdk.signUp(up -> up.clientId(pool.clientId()).username(name).password(COMMON));
  }

  private PoolFixture verifying(AdvancedSecurityModeType mode) {
    return ProtectedPool.create(
        server, mode, pool -> pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL));
  }

  private List<AuthEventType> events(PoolFixture pool, String name) {
    return sdk.adminListUserAuthEvents(list -> list.userPoolId(pool.poolId()).username(name))
        .authEvents();
  }
}
