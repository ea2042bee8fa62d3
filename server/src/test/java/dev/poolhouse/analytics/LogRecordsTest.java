package dev.poolhouse.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.app.ServerSettings;
import dev.poolhouse.crypto.Ids;
import dev.poolhouse.message.TestMessages;
import dev.poolhouse.pool.LogDelivery;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.sql.SqlEventStore;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdvancedSecurityModeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventSourceName;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LogConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LogLevel;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Proves that a pool's logs have the form that the developer guide shows, and that pools which
/// deliver none make none.
@EachServer
@Timeout(120)
final class LogRecordsTest {
  private final TestServer server;

  LogRecordsTest(TestServer server) {
    this.server = server;
  }

  private PoolFixture pool() {
    return PoolFixture.create(
        server, pool -> pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL));
  }

  private static void signUp(EventNode node, PoolFixture pool, String name) {
    assertThat(
            Refusal.of(
                    () ->
                        node.sdk()
                            .signUp(
                                request ->
                                    request
                                        .clientId(pool.clientId())
                                        .username(name)
                                        .password(PoolFixture.PASSWORD)
                                        .userAttributes(
                                            AttributeType.builder()
                                                .name("email")
                                                .value(name + "@example.com")
                                                .build())))
                .type())
        .isEqualTo("CodeDeliveryFailureException");
  }

  @Test
  void undeliveredMessageIsLogged() throws InterruptedException {
    PoolFixture silent = pool();
    PoolFixture telling = pool();
    server
        .sdk()
        .setLogDeliveryConfiguration(
            set ->
                set.userPoolId(telling.poolId())
                    .logConfigurations(
                        LogConfigurationType.builder()
                            .eventSource(EventSourceName.USER_NOTIFICATION)
                            .logLevel(LogLevel.ERROR)
                            .cloudWatchLogsConfiguration(
                                group ->
                                    group.logGroupArn(
                                        "arn:aws:logs:us-east-1:123456789012:log-group:x"))
                            .build()));
    try (EventNode node = new EventNode(server, ServerSettings.Profile.PRODUCTION)) {
      signUp(node, silent, "ann");
      signUp(node, telling, "bob");

      JsonNode log = node.next();
      assertThat(log.path("type").asString()).isEqualTo("userNotification");
      assertThat(log.path("userPoolId").asString()).isEqualTo(telling.poolId());
      Instant at = Instant.parse(log.path("timestamp").asString());
      assertThat(log.path("log"))
          .isEqualTo(
              json(
                  """
                  {"eventTimestamp": "%d", "eventSource": "USER_NOTIFICATION", "logLevel": "ERROR",
                   "message": {"details": "SIGN_UP message by EMAIL to b***@e*** was not delivered:\
                   this server has no way to send e-mail: smtp.host is not set"},
                   "logSourceId": {"userPoolId": "%s"}}
                  """
                      .formatted(at.toEpochMilli(), telling.poolId())));
    }
  }

  @Test
  void eventsOfUsersAreLogged() throws InterruptedException {
    PoolFixture pool =
        PoolFixture.create(
            server,
            made ->
                made.userPoolTier(UserPoolTierType.PLUS)
                    .userPoolAddOns(
                        addOns -> addOns.advancedSecurityMode(AdvancedSecurityModeType.AUDIT)));
    server
        .sdk()
        .setLogDeliveryConfiguration(
            set ->
                set.userPoolId(pool.poolId())
                    .logConfigurations(
                        LogConfigurationType.builder()
                            .eventSource(EventSourceName.USER_AUTH_EVENTS)
                            .logLevel(LogLevel.INFO)
                            .cloudWatchLogsConfiguration(
                                group ->
                                    group.logGroupArn(
                                        "arn:aws:logs:us-east-1:123456789012:log-group:x"))
                            .build()));
    pool.confirmedUser("ann");
    try (EventNode node = new EventNode(server, ServerSettings.Profile.DEVELOPMENT)) {
      Map<String, String> wrong = Map.of("USERNAME", "ann", "PASSWORD", "Wrong-Horse-7");
      assertThat(Refusal.of(() -> signIn(node, pool, wrong)).type())
          .isEqualTo("NotAuthorizedException");
      signIn(node, pool, Map.of("USERNAME", "ann", "PASSWORD", PoolFixture.PASSWORD));
      for (String response : List.of("Fail", "Pass")) {
        JsonNode message = node.next().path("log").path("message");
        assertThat(message.path("eventType").asString()).isEqualTo("SignIn");
        assertThat(message.path("eventResponse").asString()).isEqualTo(response);
        assertThat(message.path("userName").asString()).isEqualTo("ann");
      }
    }
  }

  private static void signIn(EventNode node, PoolFixture pool, Map<String, String> parameters) {
    InitiateAuthResponse _ =
        node.sdk()
            .initiateAuth(
                auth ->
                    auth.clientId(pool.clientId())
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(parameters));
  }

  private static JsonNode json(String text) {
    return new JsonMapper().readTree(text);
  }

  private LogRecords records() {
    CountsOf counts = new CountsOf();
    return new LogRecords(
        server.database().database(),
        new EventQueue(new SqlEventStore(), counts, Set.of(Destination.FILE)),
        counts,
        new Ids(new SecureRandom()),
        InstantSource.fixed(Instant.EPOCH));
  }

  private static UserActivity activity(Optional<UserActivity.Feedback> feedback) {
    return new UserActivity(
        "a1b2c3d4-5678-90ab-cdef-000000000001",
        "SignIn",
        "internal",
        "a1b2c3d4-5678-90ab-cdef-000000000002",
        "test-user",
        "1example23456789",
        Instant.parse("2024-07-17T17:25:55.123Z"),
        "Pass",
        new UserActivity.Risk("High", "AccountTakeover", false),
        List.of(new UserActivity.Challenge("Password", "Success")),
        new UserActivity.From("Other, Other", "192.0.2.1", "Seattle", "United States", true),
        "a1b2c3d4-5678-90ab-cdef-000000000003",
        feedback);
  }

  private static Pool delivering(EventSourceName source) {
    return TestMessages.pool(pool -> pool, mfa -> mfa)
        .withLogDelivery(
            new LogDelivery(List.of(LogConfigurationType.builder().eventSource(source).build())));
  }

  @Test
  void activityHasTheFormOfTheGuide() {
    UserActivity.Feedback feedback =
        new UserActivity.Feedback("Valid", "Admin", Instant.parse("2024-07-18T01:02:03Z"));
    Event event =
        records()
            .activity(delivering(EventSourceName.USER_AUTH_EVENTS), activity(Optional.of(feedback)))
            .orElseThrow();
    assertThat(event.id()).isNotEqualTo("a1b2c3d4-5678-90ab-cdef-000000000001");
    assertThat(event.subject()).isEqualTo("internal");
    assertThat(json(event.body()))
        .isEqualTo(
            json(
                """
                {"id": "%s",
                 "type": "userAuthEvents",
                 "timestamp": "2024-07-17T17:25:55.123Z",
                 "userPoolId": "us-east-1_TestPool1",
                 "log": {
                   "eventTimestamp": "1721237155123",
                   "eventSource": "USER_ACTIVITY",
                   "logLevel": "INFO",
                   "message": {
                     "version": "1",
                     "eventId": "a1b2c3d4-5678-90ab-cdef-000000000001",
                     "eventType": "SignIn",
                     "userSub": "a1b2c3d4-5678-90ab-cdef-000000000002",
                     "userName": "test-user",
                     "userPoolId": "us-east-1_TestPool1",
                     "clientId": "1example23456789",
                     "creationDate": "Wed Jul 17 17:25:55 UTC 2024",
                     "eventResponse": "Pass",
                     "riskLevel": "High",
                     "riskDecision": "AccountTakeover",
                     "challenges": [
                       {"challengeName": "Password", "challengeResponse": "Success"}],
                     "deviceName": "Other, Other",
                     "ipAddress": "192.0.2.1",
                     "requestId": "a1b2c3d4-5678-90ab-cdef-000000000003",
                     "idpName": "",
                     "compromisedCredentialDetected": "false",
                     "city": "Seattle",
                     "country": "United States",
                     "eventFeedbackValue": "Valid",
                     "eventFeedbackDate": "Thu Jul 18 01:02:03 UTC 2024",
                     "eventFeedbackProvider": "Admin",
                     "hasContextData": "true"},
                   "logSourceId": {"userPoolId": "us-east-1_TestPool1"}}}
                """
                    .formatted(event.id())));
  }

  @Test
  void poolThatDeliversNoActivityMakesNone() {
    assertThat(
            records()
                .activity(
                    delivering(EventSourceName.USER_NOTIFICATION), activity(Optional.empty())))
        .isEmpty();
  }
}
