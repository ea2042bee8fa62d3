package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves over the whole server that broken, wrong and huge requests to public, token and signed
/// operations end in a named refusal, that a crowd of sign-ups meets no failure of ours, and that
/// no sign-in flow but the documented ones yields tokens.
@EachServer
class AbuseTest {
  private static final int CROWD = 64;
  private static final List<String> OPERATIONS =
      List.of(
          "SignUp",
          "InitiateAuth",
          "ForgotPassword",
          "GetUser",
          "ChangePassword",
          "UpdateUserAttributes",
          "CreateUserPool",
          "AdminCreateUser",
          "ListUsers");

  private final TestServer server;

  AbuseTest(TestServer server) {
    this.server = server;
  }

  @SuppressWarnings("ArrayRecordComponent") // read by tests alone
  private record Body(String name, byte[] bytes, int status, String type) {
    static Body of(String name, String text) {
      return new Body(
          name, text.getBytes(StandardCharsets.UTF_8), 400, "\"SerializationException\"");
    }
  }

  private record Case(String operation, Body body) {
    @Override
    public String toString() {
      return operation + ", " + body.name();
    }
  }

  static Stream<Case> bodies() {
    String huge = "{\"X\":\"" + "x".repeat((1 << 20) + 1 - 8) + "\"}";
    List<Body> bodies =
        List.of(
            new Body(
                "one byte too many",
                huge.getBytes(StandardCharsets.UTF_8),
                413,
                "\"RequestEntityTooLargeException\""),
            Body.of("cut off", "{\"UserPoolId\":\"us-east-1_Ab1\",\"ClientId\":\"abc"),
            Body.of("deep lists", "{\"X\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
            Body.of("deep objects", "{\"X\":".repeat(10_000) + "1" + "}".repeat(10_000)),
            Body.of("a list", "[{}]"),
            Body.of("a text", "\"text\""),
            Body.of("nothing but a word", "null"),
            Body.of(
                "wrong types",
                "{\"ClientId\":{},\"AccessToken\":[],\"PoolName\":{},\"UserPoolId\":[1]}"),
            Body.of("two objects", "{}{}"),
            new Body(
                "not UTF-8",
                "{\"X\":\"\u00c3(\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1),
                400,
                "\"SerializationException\""));
    return OPERATIONS.stream()
        .flatMap(operation -> bodies.stream().map(body -> new Case(operation, body)));
  }

  @ParameterizedTest
  @MethodSource
  void bodies(Case row) throws IOException {
    String answer = RawClient.exchange(server.url().getPort(), request(row));
    assertThat(answer).startsWith("HTTP/1.1 " + row.body().status() + " ");
    assertThat(answer).contains("{\"__type\":" + row.body().type());
  }

  private static byte[] request(Case row) {
    String head =
        "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
            + TestDoor.TYPE
            + "\r\nX-Amz-Target: "
            + TestDoor.TARGET
            + row.operation()
            + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/"
            + "aws4_request, SignedHeaders=host, Signature=00\r\nContent-Length: "
            + row.body().bytes().length
            + "\r\n\r\n";
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(row.body().bytes());
    return request.toByteArray();
  }

  @Test
  void crowdOfNewcomersAllGetIn() throws Exception {
    PoolFixture pool = PoolFixture.create(server);
    assertThat(crowd(i -> signUp(pool, "user" + i)))
        .allSatisfy(answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(200));
  }

  @Test
  void oneOfACrowdOfTheSameNameGetsIn() throws Exception {
    PoolFixture pool = PoolFixture.create(server);
    List<RawAnswer> answers = crowd(_ -> signUp(pool, "same"));
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .allSatisfy(answer -> assertThat(answer.errorType()).isEqualTo("UsernameExistsException"));
  }

  private RawAnswer signUp(PoolFixture pool, String name) {
    return server.call(
        "SignUp",
        "{\"ClientId\":\"%s\",\"Username\":\"%s\",\"Password\":\"%s\"}"
            .formatted(pool.clientId(), name, PoolFixture.PASSWORD));
  }

  private static List<RawAnswer> crowd(IntFunction<RawAnswer> call) throws Exception {
    List<Future<RawAnswer>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CROWD; i++) {
        int number = i;
        calls.add(threads.submit(() -> call.apply(number)));
      }
    }
    List<RawAnswer> answers = new ArrayList<>();
    for (Future<RawAnswer> each : calls) {
      answers.add(each.get());
    }
    return answers;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "NO_SUCH_FLOW",
        "user_password_auth",
        "USER_PASSWORD_AUTH ",
        "USER_PASSWORD_AUTH\\u0000",
        "PASSWORD",
        "UNKNOWN_TO_SDK_VERSION",
        "unknown_to_sdk_version"
      })
  void unknownFlowNeverYieldsTokens(String flow) {
    PoolFixture pool = PoolFixture.create(server);
    pool.confirmedUser("alice");
    for (String operation : List.of("InitiateAuth", "AdminInitiateAuth")) {
      RawAnswer answer = server.call(operation, signIn(pool, flow));
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.errorType()).isIn("InvalidParameterException", "SerializationException");
    }
  }

  @Test
  void administratorsFlowIsNotOpenToThePublic() {
    PoolFixture pool = PoolFixture.create(server);
    pool.confirmedUser("alice");
    RawAnswer answer = server.call("InitiateAuth", signIn(pool, "ADMIN_USER_PASSWORD_AUTH"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("Token\"");
  }

  private static String signIn(PoolFixture pool, String flow) {
    return """
    {"UserPoolId":"%s","ClientId":"%s","AuthFlow":"%s",
     "AuthParameters":{"USERNAME":"alice","PASSWORD":"%s"}}
    """
        .formatted(pool.poolId(), pool.clientId(), flow, PoolFixture.PASSWORD);
  }
}
