package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves what the API's front door answers by itself: framework refusals, headers, cross-origin
/// rules, sizes. Signatures have tests of their own; the operations behind it are toys.
class ApiHandlerTest {
  private static final String CREDENTIALS =
      "AWS4-HMAC-SHA256 Credential=123456789012/20260101/us-west-2/cognito-idp/aws4_request,"
          + " SignedHeaders=host;x-amz-date, Signature=00";
  private static TestDoor door;

  @BeforeAll
  static void open() {
    door = TestDoor.named();
  }

  @AfterAll
  static void close() {
    door.close();
  }

  private record Case(
      String name, Map<String, String> headers, String body, int status, String answer) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> refusals() {
    String type = TestDoor.TYPE;
    String target = TestDoor.TARGET;
    String noCall =
        "{\"Output\":{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"},\"Version\":\"1.0\"}";
    String unknown = "{\"__type\":\"UnknownOperationException\"}";
    return Stream.of(
        new Case("no target", Map.of("Content-Type", type), "{}", 404, noCall),
        new Case(
            "no content type", Map.of("X-Amz-Target", target + "InitiateAuth"), "{}", 404, noCall),
        new Case(
            "other content type",
            Map.of("Content-Type", "application/json", "X-Amz-Target", target + "InitiateAuth"),
            "{}",
            404,
            noCall),
        new Case("unknown operation", call("Fly"), "{}", 400, unknown),
        new Case("operation in other spelling", call("initiateAuth"), "{}", 400, unknown),
        new Case(
            "other service",
            Map.of("Content-Type", type, "X-Amz-Target", "Other.InitiateAuth"),
            "{}",
            400,
            unknown),
        new Case(
            "empty target", Map.of("Content-Type", type, "X-Amz-Target", ""), "{}", 400, unknown),
        new Case(
            "known, not built",
            call("CreateTerms"),
            "{}",
            400,
            "{\"__type\":\"OperationNotImplementedException\",\"message\":\"The operation"
                + " CreateTerms is not implemented by this server yet.\"}"),
        new Case(
            "signed operation without signature",
            call("DescribeUserPool"),
            "{}",
            400,
            "{\"__type\":\"MissingAuthenticationTokenException\",\"message\":\"Missing"
                + " Authentication Token\"}"),
        new Case(
            "our own fault",
            signed("ListUserPools"),
            "{\"MaxResults\":1}",
            500,
            "{\"__type\":\"InternalErrorException\",\"message\":\"Internal server error.\"}"));
  }

  private static Map<String, String> call(String operation) {
    return Map.of("Content-Type", TestDoor.TYPE, "X-Amz-Target", TestDoor.TARGET + operation);
  }

  private static Map<String, String> signed(String operation) {
    return Map.of(
        "Content-Type",
        TestDoor.TYPE,
        "X-Amz-Target",
        TestDoor.TARGET + operation,
        "Authorization",
        CREDENTIALS);
  }

  @ParameterizedTest
  @MethodSource
  void refusals(Case row) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(door.uri("/")).POST(HttpRequest.BodyPublishers.ofString(row.body()));
    row.headers().forEach(request::header);
    HttpResponse<String> response = door.send(request);
    assertThat(response.body()).isEqualTo(row.answer());
    assertThat(response.statusCode()).isEqualTo(row.status());
    assertThat(response.headers().firstValue("content-type")).hasValue(TestDoor.TYPE);
    assertThat(response.headers().firstValue("access-control-allow-origin")).hasValue("*");
    assertThat(response.headers().firstValue("x-amzn-requestid").orElseThrow())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  @Test
  void answerCarriesTheServicesHeaders() throws Exception {
    HttpResponse<String> response =
        door.send(door.call("InitiateAuth", "{\"ClientId\":\"c\",\"AuthFlow\":\"USER_AUTH\"}"));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"Session\":\"c\"}");
    assertThat(response.headers().firstValue("content-type")).hasValue(TestDoor.TYPE);
    assertThat(response.headers().firstValue("date")).isPresent();
    assertThat(response.headers().firstValue("access-control-expose-headers"))
        .hasValue("x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date");
  }

  @Test
  void errorIsNamedInHeadersToo() throws Exception {
    HttpResponse<String> response = door.send(door.call("DescribeUserPool", "{}"));
    assertThat(response.headers().firstValue("x-amzn-errortype"))
        .hasValue("MissingAuthenticationTokenException:");
    assertThat(response.headers().firstValue("x-amzn-errormessage"))
        .hasValue("Missing Authentication Token");
  }

  @Test
  void operationWithoutOutputAnswersEmptyObject() throws Exception {
    HttpResponse<String> response =
        door.send(
            door.call("DeleteUserPool", "{\"UserPoolId\":\"us-east-1_Ab1\"}")
                .header("Authorization", CREDENTIALS));
    assertThat(response.body()).isEqualTo("{}");
  }

  @Test
  void credentialsNameRegionAndAccount() throws Exception {
    HttpResponse<String> response =
        door.send(
            door.call("DescribeUserPool", "{\"UserPoolId\":\"us-east-1_Ab1\"}")
                .header("Authorization", CREDENTIALS));
    assertThat(response.body()).contains("\"Name\":\"123456789012\"", "\"Domain\":\"us-west-2\"");
  }

  @Test
  void preflightAllowsWhatIsAsked() throws Exception {
    HttpResponse<String> response =
        door.send(
            HttpRequest.newBuilder(door.uri("/"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "x-amz-target,cache-control"));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("access-control-allow-origin")).hasValue("*");
    assertThat(response.headers().firstValue("access-control-allow-methods").orElseThrow())
        .contains("POST");
    assertThat(response.headers().firstValue("access-control-allow-headers"))
        .hasValue("x-amz-target,cache-control");
    assertThat(response.headers().firstValue("access-control-max-age")).hasValue("172800");
  }

  @Test
  void preflightDoesNotEchoWhatIsNoHeaderList() throws Exception {
    HttpResponse<String> response =
        door.send(
            HttpRequest.newBuilder(door.uri("/"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Access-Control-Request-Headers", "a".repeat(3000)));
    assertThat(response.headers().firstValue("access-control-allow-headers").orElseThrow())
        .startsWith("content-type,x-amz-target");
  }

  @Test
  void readingTheRootTellsWhatThisIs() throws Exception {
    assertThat(door.send(HttpRequest.newBuilder(door.uri("/"))).body()).contains("Poolhouse");
    assertThat(door.send(HttpRequest.newBuilder(door.uri("/")).HEAD()).statusCode()).isEqualTo(200);
  }
}
