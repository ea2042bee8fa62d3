package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.SecretHash;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import tools.jackson.databind.JsonNode;

/// Proves that nothing a user or client keeps secret is logged while users sign up, sign in, fail
/// and send broken requests; not in messages, arguments or stack traces, with our own loggers at
/// their most talkative and everybody else's as in production.
class LogSecrecyTest {
  private static final String WRONG_PASSWORD = "Wr0ng-Horse-0815";
  private static final String WEAK_PASSWORD = "weakweakweakhorse";
  private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.poolhouse");

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> secrets = new ArrayList<>();
  private final Level before = ROOT.getLevel();
  private TestServer server;

  @BeforeEach
  void listen() {
    server = TestServer.sqlite();
    ROOT.setLevel(Level.INFO);
    OURS.setLevel(Level.TRACE);
    log.start();
    ROOT.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    ROOT.detachAppender(log);
    ROOT.setLevel(before);
    OURS.setLevel(null);
    server.close();
  }

  @Test
  void noSecretIsLogged() {
    secrets.addAll(List.of(PoolFixture.PASSWORD, WRONG_PASSWORD, WEAK_PASSWORD));
    PoolFixture pool =
        PoolFixture.create(server, settings -> settings.autoVerifiedAttributesWithStrings("email"));
    UserPoolClientType client = pool.client(settings -> settings.generateSecret(true));
    secrets.add(client.clientSecret());
    User user = new User(client, secret(hash(client)));
    signUp(user);
    signIn(user);
    sendBrokenRequests(user);
    OURS.info("the listener hears this");
    assertThat(log.list).extracting(LogSecrecyTest::whole).anyMatch(text -> text.contains("hears"));
    assertThat(List.copyOf(log.list)).extracting(LogSecrecyTest::whole).noneMatch(this::betrays);
  }

  private record User(UserPoolClientType client, String hash) {
    String members(String more) {
      return "{\"ClientId\":\"%s\",\"Username\":\"ann\",\"SecretHash\":\"%s\"%s}"
          .formatted(client.clientId(), hash, more);
    }

    String signIn(String password) {
      return """
      {"ClientId":"%s","AuthFlow":"USER_PASSWORD_AUTH",
       "AuthParameters":{"USERNAME":"ann","PASSWORD":"%s","SECRET_HASH":"%s"}}
      """
          .formatted(client.clientId(), password, hash);
    }
  }

  private static String hash(UserPoolClientType client) {
    return SecretHash.compute(Secret.of(client.clientSecret()), "ann", client.clientId());
  }

  private void signUp(User user) {
    String email = ",\"UserAttributes\":[{\"Name\":\"email\",\"Value\":\"ann@example.com\"}]";
    refused("SignUp", user.members(",\"Password\":\"" + WEAK_PASSWORD + "\"" + email));
    good("SignUp", user.members(",\"Password\":\"" + PoolFixture.PASSWORD + "\"" + email));
    JsonNode messages = server.get("/_poolhouse/outbox?to=ann@example.com&wait=20").json();
    String code = secret(messages.path(0).path("code").asString());
    refused("ConfirmSignUp", user.members(",\"ConfirmationCode\":\"no code\""));
    good("ConfirmSignUp", user.members(",\"ConfirmationCode\":\"" + code + "\""));
    good("ForgotPassword", user.members(""));
  }

  private void signIn(User user) {
    refused("InitiateAuth", user.signIn(WRONG_PASSWORD));
    JsonNode tokens =
        good("InitiateAuth", user.signIn(PoolFixture.PASSWORD)).path("AuthenticationResult");
    String access = secret(tokens.path("AccessToken").asString());
    String refresh = secret(tokens.path("RefreshToken").asString());
    secret(tokens.path("IdToken").asString());
    good("GetUser", "{\"AccessToken\":\"" + access + "\"}");
    refused("GetUser", "{\"AccessToken\":\"" + access + "x\"}");
    refused("GetUser", "{\"AccessToken\":\"" + refresh + "\"}");
    refused(
        "ChangePassword",
        "{\"AccessToken\":\"%s\",\"PreviousPassword\":\"%s\",\"ProposedPassword\":\"%s\"}"
            .formatted(access, WRONG_PASSWORD, WEAK_PASSWORD));
  }

  private void sendBrokenRequests(User user) {
    String whole = user.members(",\"Password\":\"" + PoolFixture.PASSWORD + "\"");
    refused("SignUp", whole.substring(0, whole.length() - 1));
    refused("SignUp", whole.replace("\"" + PoolFixture.PASSWORD, "[\"" + PoolFixture.PASSWORD));
    refused("SignUp", whole.replace("\"ann\"", "{\"" + PoolFixture.PASSWORD + "\":1}"));
    refused("NoSuchOperation", whole);
    refused("RespondToAuthChallenge", user.signIn(PoolFixture.PASSWORD));
    refused("InitiateAuth", user.signIn(PoolFixture.PASSWORD).replace("USER_", "NO_"));
    refused("SignUp", whole + "x".repeat(1_000) + PoolFixture.PASSWORD);
  }

  private String secret(String text) {
    assertThat(text).hasSizeGreaterThan(5);
    secrets.add(text);
    return text;
  }

  private JsonNode good(String operation, String body) {
    RawAnswer answer = server.call(operation, body);
    assertThat(answer.status()).as(() -> operation + ": " + answer.body()).isEqualTo(200);
    return answer.json();
  }

  private void refused(String operation, String body) {
    RawAnswer answer = server.call(operation, body);
    assertThat(answer.status()).as(() -> operation + ": " + answer.body()).isEqualTo(400);
  }

  private static String whole(ILoggingEvent event) {
    return event.getFormattedMessage()
        + Arrays.toString(event.getArgumentArray())
        + event.getMDCPropertyMap()
        + event.getKeyValuePairs()
        + (event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }

  /// Whether the text holds a secret as a word of its own: a code of six digits may well be part of
  /// a longer number.
  private boolean betrays(String text) {
    return secrets.stream()
        .anyMatch(
            secret ->
                Pattern.compile("(?<![0-9A-Za-z])" + Pattern.quote(secret) + "(?![0-9A-Za-z])")
                    .matcher(text)
                    .find());
  }
}
