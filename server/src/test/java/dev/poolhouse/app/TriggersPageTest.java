package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.FunctionEndpoint;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.wire.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolResponse;

/// The calls of functions can be looked at and sent again, without any of their secrets being
/// shown. That masks know every member is proven by listing what may be shown, not here.
final class TriggersPageTest {
  private static final AttributeType PIN =
      AttributeType.builder().name("pin").value("s3cret-2").build();

  private static TestServer server;
  private static String clientId;

  @BeforeAll
  static void open() {
    server = TestServer.sqlite();
    String arn =
        server.functions().on("triggers-page", response -> response.put("unheard-of", "s3cret-4"));
    CreateUserPoolResponse pool =
        server
            .sdk()
            .createUserPool(
                create -> create.poolName("p").lambdaConfig(config -> config.preSignUp(arn)));
    clientId =
        server
            .sdk()
            .createUserPoolClient(create -> create.userPoolId(pool.userPool().id()).clientName("c"))
            .userPoolClient()
            .clientId();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @BeforeEach
  void forget() {
    server.send(HttpRequest.newBuilder(url("")).DELETE().build());
  }

  private static URI url(String path) {
    return server.url().resolve("/_poolhouse/triggers" + path);
  }

  private static void signUp(String name) {
    server
        .sdk()
        .signUp(
            call ->
                call.clientId(clientId)
                    .username(name)
                    .password("Corr3ct-horse")
                    .clientMetadata(Map.of("captcha", "s3cret-1"))
                    .validationData(List.of(PIN)));
  }

  private static List<?> calls() {
    return (List<?>) Json.read(server.get("/_poolhouse/triggers").body());
  }

  private static Map<String, Object> newest() {
    return FunctionEndpoint.object(calls().getFirst());
  }

  @Test
  void callIsRecordedWithoutItsSecrets() {
    signUp("recorded");
    Map<String, Object> call = newest();
    assertThat(call)
        .containsEntry("trigger", "PreSignUp")
        .containsEntry("triggerSource", "PreSignUp_SignUp")
        .containsEntry("tries", 1L)
        .containsEntry("error", "")
        .containsEntry("replayOf", Json.NULL);
    assertThat(Json.write(Objects.requireNonNull(call.get("event"))))
        .contains(
            "\"userName\":\"recorded\"",
            "\"clientMetadata\":{\"captcha\":\"***\"}",
            "\"validationData\":{\"pin\":\"***\"}");
    assertThat(Json.write(Objects.requireNonNull(call.get("answer"))))
        .contains("\"unheard-of\":\"***\"");
    assertThat(server.get("/_poolhouse/triggers").body()).doesNotContain("s3cret");
  }

  @Test
  void replaySendsTheSameEventToTheFunctionOfNow() {
    signUp("replayed");
    String first = server.functions().last("triggers-page").json();
    server.functions().onCall("triggers-page", _ -> FunctionEndpoint.Reply.threw("new code"));
    RawAnswer replay =
        server.send(
            HttpRequest.newBuilder(url("/" + newest().get("id") + "/replay"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    assertThat(replay.status()).isEqualTo(200);
    assertThat(FunctionEndpoint.object(Json.read(replay.body())))
        .containsEntry("error", "threw: new code");
    assertThat(newest().get("replayOf")).isNotEqualTo(Json.NULL);
    assertThat(server.functions().last("triggers-page").json()).isEqualTo(first);
    server.functions().on("triggers-page", response -> {});
  }

  @Test
  void pageShowsTheCallsToBrowsers() {
    signUp("<b>page</b>");
    RawAnswer page =
        server.send(HttpRequest.newBuilder(url("")).header("Accept", "text/html").build());
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
    assertThat(page.body())
        .contains("PreSignUp_SignUp", "Replay", "&lt;b&gt;page")
        .doesNotContain("s3cret", "<b>page");
  }

  @Test
  void unknownCallIsNotReplayed() {
    RawAnswer replay =
        server.send(
            HttpRequest.newBuilder(url("/999999/replay"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    assertThat(replay.status()).isEqualTo(404);
  }

  @Test
  void callsAreForgottenWhenAsked() {
    for (int i = 0; i < 3; i++) {
      signUp("many" + i);
    }
    assertThat(calls()).hasSize(3);
    server.send(
        HttpRequest.newBuilder(server.url().resolve("/_poolhouse/triggers")).DELETE().build());
    assertThat(calls()).isEmpty();
  }
}
