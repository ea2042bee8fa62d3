package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Proves `NEW_PASSWORD_REQUIRED`: what it asks, what it accepts, each refusal, and that its
/// session is good for one success of the user, client and challenge it was made for.
@EachServer
final class NewPasswordRequiredTest {
  private static final String NEW_PASSWORD = "Another-Horse-8";

  private final TestServer server;
  private final PoolFixture pool;

  NewPasswordRequiredTest(TestServer server) {
    this.server = server;
    this.pool =
        PoolFixture.create(
            server,
            settings ->
                settings.schema(
                    SchemaAttributeType.builder()
                        .name("given_name")
                        .attributeDataType(AttributeDataType.STRING)
                        .mutable(true)
                        .required(true)
                        .build()));
  }

  private InitiateAuthResponse challenge(String name) {
    pool.invitedUser(name, "email", name + "@example.com", "email_verified", "true");
    return pool.signIn(name, PoolFixture.PASSWORD);
  }

  private RespondToAuthChallengeResponse answer(
      String clientId, String session, Map<String, String> responses) {
    return answer(clientId, Optional.of(session), responses);
  }

  private RespondToAuthChallengeResponse answer(
      String clientId, Optional<String> session, Map<String, String> responses) {
    return server
        .sdk()
        .respondToAuthChallenge(
            respond ->
                respond
                    .clientId(clientId)
                    .challengeName(ChallengeNameType.NEW_PASSWORD_REQUIRED)
                    .session(session.orElse(null))
                    .challengeResponses(responses));
  }

  private static Map<String, String> good(String name) {
    return Map.of(
        "USERNAME", name, "NEW_PASSWORD", NEW_PASSWORD, "userAttributes.given_name", "Ann");
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> changed = new HashMap<>(map);
    changed.put(key, value);
    return changed;
  }

  @Test
  void challengeNamesWhatIsMissing() {
    InitiateAuthResponse challenge = challenge("ann");
    assertThat(challenge.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
    assertThat(challenge.session().length()).isBetween(20, 2048);
    assertThat(challenge.challengeParameters())
        .isEqualTo(
            Map.of(
                "USER_ID_FOR_SRP", "ann",
                "requiredAttributes", "[\"userAttributes.given_name\"]",
                "userAttributes", "{\"email\":\"ann@example.com\",\"email_verified\":\"true\"}"));
  }

  @Test
  void newPasswordSignsInAndStays() {
    InitiateAuthResponse challenge = challenge("bea");
    RespondToAuthChallengeResponse answer =
        answer(pool.clientId(), challenge.session(), good("bea"));
    assertThat(answer.authenticationResult().accessToken()).isNotEmpty();
    assertThat(
            server
                .sdk()
                .adminGetUser(user -> user.userPoolId(pool.poolId()).username("bea"))
                .userStatus())
        .isEqualTo(UserStatusType.CONFIRMED);
    assertThat(pool.signIn("bea", NEW_PASSWORD).authenticationResult()).isNotNull();
    assertThat(Refusal.of(() -> pool.signIn("bea", PoolFixture.PASSWORD)))
        .isEqualTo(Refusal.notAuthorized("Incorrect username or password."));
  }

  @Test
  void refusedAnswersLeaveTheSessionGood() {
    String session = challenge("cat").session();
    String client = pool.clientId();
    assertThat(
            Refusal.of(() -> answer(client, session, with(good("cat"), "NEW_PASSWORD", "short"))))
        .isEqualTo(
            new Refusal(
                "InvalidPasswordException",
                "Password does not conform to policy: Password not long enough"));
    assertThat(
            Refusal.of(
                () ->
                    answer(
                        client, session, Map.of("USERNAME", "cat", "NEW_PASSWORD", NEW_PASSWORD))))
        .isEqualTo(Refusal.invalidParameter("Invalid attributes given, given_name is missing"));
    assertThat(
            Refusal.of(
                () ->
                    answer(
                        client,
                        session,
                        with(good("cat"), "userAttributes.email", "other@example.com"))))
        .isEqualTo(Refusal.notAuthorized("Cannot modify an already provided email"));
    assertThat(Refusal.of(() -> answer(client, session, with(good("cat"), "USERNAME", "dog"))))
        .isEqualTo(Refusal.notAuthorized("Invalid session for the user."));
    assertThat(Refusal.of(() -> answer(client, session, Map.of("USERNAME", "cat"))))
        .isEqualTo(Refusal.invalidParameter("Missing required parameter NEW_PASSWORD"));
    assertThat(answer(client, session, good("cat")).authenticationResult()).isNotNull();
  }

  @Test
  void sessionIsBoundAndBounded() {
    String session = challenge("eve").session();
    String other = pool.client(client -> {}).clientId();
    assertThat(Refusal.of(() -> answer(other, session, good("eve"))))
        .isEqualTo(Refusal.notAuthorized("Invalid session for the user."));
    assertThat(
            Refusal.of(
                () -> answer(pool.clientId(), "forged-session-of-enough-letters", good("eve"))))
        .isEqualTo(Refusal.notAuthorized("Invalid session for the user."));
    server.clock().advance(Duration.ofMinutes(3));
    assertThat(Refusal.of(() -> answer(pool.clientId(), session, good("eve"))))
        .isEqualTo(Refusal.notAuthorized("Invalid session for the user, session is expired."));
  }

  @Test
  void replacedTemporaryPasswordEndsTheSession() {
    String session = challenge("ida").session();
    server.clock().advance(Duration.ofSeconds(1));
    server
        .sdk()
        .adminSetUserPassword(
            set -> set.userPoolId(pool.poolId()).username("ida").password("Fresh-Horse-9"));
    assertThat(Refusal.of(() -> answer(pool.clientId(), session, good("ida"))))
        .isEqualTo(Refusal.notAuthorized("Invalid session for the user."));
    String next = pool.signIn("ida", "Fresh-Horse-9").session();
    assertThat(answer(pool.clientId(), next, good("ida")).authenticationResult()).isNotNull();
  }

  @Test
  void signingTheUserOutEndsTheSession() {
    String session = challenge("jan").session();
    server.clock().advance(Duration.ofSeconds(1));
    server.sdk().adminUserGlobalSignOut(user -> user.userPoolId(pool.poolId()).username("jan"));
    assertThat(Refusal.of(() -> answer(pool.clientId(), session, good("jan"))))
        .isEqualTo(Refusal.notAuthorized("Invalid session for the user."));
  }

  @Test
  void sessionIsRequired() {
    challenge("flo");
    assertThat(Refusal.of(() -> answer(pool.clientId(), Optional.empty(), good("flo"))))
        .isEqualTo(Refusal.invalidParameter("Missing required parameter Session"));
  }

  @Test
  void temporaryPasswordAloneGivesNoTokens() {
    assertThat(challenge("gil").authenticationResult()).isNull();
  }

  @Test
  void exactlyOneOfRacingAnswersWins() throws Exception {
    String session = challenge("hen").session();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> answers =
          IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> wins(session))).toList();
      int won = 0;
      for (Future<Boolean> answer : answers) {
        won += answer.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    }
  }

  private boolean wins(String session) {
    try {
      answer(pool.clientId(), session, good("hen"));
      return true;
    } catch (CognitoIdentityProviderException refused) {
      assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("NotAuthorizedException");
      return false;
    }
  }
}
