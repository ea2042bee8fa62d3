package dev.poolhouse.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.app.ServerSettings;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AnalyticsConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import tools.jackson.databind.JsonNode;

/// Proves which events an app client with an analytics configuration makes, what they hold, and
/// that others make none. How events are delivered is proven in [SinkWorkerTest].
@EachServer
@Timeout(120)
final class EventsTest {
  private static final String ARN = "arn:aws:mobiletargeting:us-east-1:123456789012:apps/a1b2";

  private final EventNode node;
  private final PoolFixture pool;

  EventsTest(TestServer server) {
    this.node = new EventNode(server, ServerSettings.Profile.DEVELOPMENT);
    this.pool = PoolFixture.create(server);
  }

  @AfterEach
  void close() {
    node.close();
  }

  private String client(Consumer<AnalyticsConfigurationType.Builder> settings) {
    return pool.client(
            client ->
                client.analyticsConfiguration(
                    analytics -> {
                      analytics.applicationArn(ARN);
                      settings.accept(analytics);
                    }))
        .clientId();
  }

  private AuthenticationResultType signIn(String client, String name, String password) {
    return node.sdk()
        .initiateAuth(
            auth ->
                auth.clientId(client)
                    .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                    .authParameters(Map.of("USERNAME", name, "PASSWORD", password))
                    .analyticsMetadata(metadata -> metadata.analyticsEndpointId("phone-1")))
        .authenticationResult();
  }

  private String signUp(String client, String name) {
    return node.sdk()
        .signUp(
            request ->
                request
                    .clientId(client)
                    .username(name)
                    .password(PoolFixture.PASSWORD)
                    .userAttributes(
                        AttributeType.builder().name("email").value("a@example.com").build(),
                        AttributeType.builder().name("nickname").value("An").build())
                    .analyticsMetadata(metadata -> metadata.analyticsEndpointId("phone-1")))
        .userSub();
  }

  private void confirm(String name) {
    node.sdk().adminConfirmSignUp(request -> request.userPoolId(pool.poolId()).username(name));
  }

  @Test
  void storyOfAUserIsToldInOrder() throws InterruptedException {
    String client = client(analytics -> {});
    signUp(client, "ann");
    Refusal.of(() -> signIn(client, "ann", PoolFixture.PASSWORD));
    confirm("ann");
    Refusal.of(() -> signIn(client, "ann", "Wrong-Horse-7"));
    signIn(client, "ann", PoolFixture.PASSWORD);

    List<JsonNode> events = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      events.add(node.next());
    }
    assertThat(events.stream().map(event -> event.path("type").asString()))
        .containsExactly(
            "_userauth.sign_up", "_userauth.auth_fail", "_userauth.auth_fail", "_userauth.sign_in");
    assertThat(events.stream().map(event -> event.path("error").asString("")))
        .containsExactly("", "UserNotConfirmedException", "NotAuthorizedException", "");
    assertThat(events.stream().map(event -> event.path("result").asString()))
        .containsExactly("success", "failure", "failure", "success");
    assertThat(events.stream().map(event -> event.path("subject")).distinct()).hasSize(1);
    assertThat(events.stream().map(event -> event.path("id")).distinct()).hasSize(4);
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.path("userPoolId").asString()).isEqualTo(pool.poolId());
              assertThat(event.path("clientId").asString()).isEqualTo(client);
              assertThat(event.at("/application/arn").asString()).isEqualTo(ARN);
              assertThat(event.path("endpointId").asString()).isEqualTo("phone-1");
              assertThat(event.toString())
                  .doesNotContain("ann\"", "example.com", "An\"", "sub\"", "username");
            });
    assertThat(names(events.getFirst()))
        .containsExactlyInAnyOrder(
            "id",
            "type",
            "timestamp",
            "userPoolId",
            "clientId",
            "application",
            "endpointId",
            "result",
            "subject");
  }

  private static Set<String> names(JsonNode object) {
    return new HashSet<>(object.propertyNames());
  }

  @Test
  void userDataIsToldWhereItIsShared() throws InterruptedException {
    String client = client(analytics -> analytics.userDataShared(true));
    String sub = signUp(client, "bob");
    confirm("bob");
    JsonNode user = node.next().path("user");
    assertThat(user.path("username").asString()).isEqualTo("bob");
    assertThat(user.path("sub").asString()).isEqualTo(sub);
    assertThat(user.at("/attributes/nickname").asString()).isEqualTo("An");
    assertThat(user.path("attributes").has("email")).as("not verified").isFalse();

    node.sdk()
        .adminUpdateUserAttributes(
            update ->
                update
                    .userPoolId(pool.poolId())
                    .username("bob")
                    .userAttributes(
                        AttributeType.builder().name("email_verified").value("true").build()));
    signIn(client, "bob", PoolFixture.PASSWORD);
    assertThat(node.next().at("/user/attributes/email").asString()).isEqualTo("a@example.com");
  }

  @Test
  void otherClientsAndRefreshesMakeNone() throws InterruptedException {
    String client = client(analytics -> {});
    pool.confirmedUser("carol");
    signIn(pool.clientId(), "carol", PoolFixture.PASSWORD);
    Refusal.of(() -> signIn(pool.clientId(), "carol", "Wrong-Horse-7"));
    AuthenticationResultType tokens = signIn(client, "carol", PoolFixture.PASSWORD);
    node.sdk()
        .initiateAuth(
            auth ->
                auth.clientId(client)
                    .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                    .authParameters(Map.of("REFRESH_TOKEN", tokens.refreshToken())));
    Refusal.of(
        () ->
            node.sdk()
                .initiateAuth(
                    auth ->
                        auth.clientId(client)
                            .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                            .authParameters(Map.of("REFRESH_TOKEN", "wrong"))));
    Refusal.of(
        () ->
            node.sdk()
                .initiateAuth(
                    auth ->
                        auth.clientId(client)
                            .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                            .authParameters(Map.of("USERNAME", "carol"))));
    signIn(client, "carol", PoolFixture.PASSWORD);

    assertThat(node.next().path("type").asString()).isEqualTo("_userauth.sign_in");
    assertThat(node.next().path("type").asString()).isEqualTo("_userauth.sign_in");
  }

  @Test
  void failuresOfNobodyHaveASubjectToo() throws InterruptedException {
    String open = client(analytics -> {});
    Refusal.of(() -> signIn(open, "dave", PoolFixture.PASSWORD));
    JsonNode told = node.next();
    assertThat(told.path("error").asString()).isEqualTo("UserNotFoundException");

    String hiding =
        pool.client(
                client ->
                    client
                        .preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED)
                        .analyticsConfiguration(
                            analytics -> analytics.applicationArn(ARN).userDataShared(true)))
            .clientId();
    Refusal.of(() -> signIn(hiding, "dave", PoolFixture.PASSWORD));
    JsonNode hidden = node.next();
    assertThat(hidden.path("error").asString()).isEqualTo("NotAuthorizedException");
    assertThat(hidden.path("subject")).isEqualTo(told.path("subject"));
    assertThat(hidden.has("user")).isFalse();
  }

  @Test
  void wrongAnswerToAChallengeIsAFailure() throws InterruptedException {
    String client = client(analytics -> {});
    pool.invitedUser("erin");
    String session =
        node.sdk()
            .adminInitiateAuth(
                auth ->
                    auth.userPoolId(pool.poolId())
                        .clientId(client)
                        .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                        .authParameters(
                            Map.of("USERNAME", "erin", "PASSWORD", PoolFixture.PASSWORD)))
            .session();
    Refusal.of(() -> answer(client, session + "x"));
    answer(client, session);

    JsonNode failed = node.next();
    assertThat(failed.path("type").asString()).isEqualTo("_userauth.auth_fail");
    assertThat(failed.path("endpointId").asString()).isEqualTo("tablet");
    JsonNode signedIn = node.next();
    assertThat(signedIn.path("type").asString()).isEqualTo("_userauth.sign_in");
    assertThat(signedIn.path("endpointId").asString()).isEqualTo("tablet");
    assertThat(signedIn.path("subject")).isEqualTo(failed.path("subject"));
  }

  private void answer(String client, String session) {
    node.sdk()
        .adminRespondToAuthChallenge(
            answer ->
                answer
                    .userPoolId(pool.poolId())
                    .clientId(client)
                    .challengeName("NEW_PASSWORD_REQUIRED")
                    .session(session)
                    .challengeResponses(Map.of("USERNAME", "erin", "NEW_PASSWORD", "Other-Horse-8"))
                    .analyticsMetadata(metadata -> metadata.analyticsEndpointId("tablet")));
  }
}
