package dev.poolhouse.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.WebhookSigner;
import dev.poolhouse.trigger.Functions;
import dev.poolhouse.trigger.Functions.Outcome;
import dev.poolhouse.trigger.TriggerKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/// Functions behind Lambda's Invoke and behind webhooks: how they are called, and what each answer
/// means. The other side is a server of this test.
final class RemoteFunctionsTest {
  private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:remote:live";
  private static final Secret SECRET = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final String EVENT = "{\"request\":{\"password\":\"é\"}}";
  private static final String PAST_LIMIT = "x".repeat(Target.LARGEST_ANSWER + 1);

  private final List<HttpExchange> received = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private Reply reply = new Reply(200, Map.of(), "{}");
  private HttpServer server;

  /// What the other side answers; status 0 for nothing at all.
  record Reply(int status, Map<String, String> headers, String body) {}

  record Case(String name, boolean webhook, Reply reply, Outcome outcome, int tries) {
    @Override
    public String toString() {
      return (webhook ? "webhook: " : "Invoke: ") + name;
    }
  }

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    closed.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      received.add(exchange);
      if (reply.status() == 0) {
        closed.await();
        return;
      }
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private Functions.Result call(boolean webhook) {
    Duration patience = Duration.ofMillis(reply.status() == 0 ? 200 : 5_000);
    FunctionSettings.Place place =
        webhook
            ? new FunctionSettings.Webhook(url().resolve("/hook"), WebhookSigner.parse(SECRET))
            : FunctionSettings.Invoke.at(url(), "AKIDEXAMPLE", Secret.of("secret"));
    try (Invoker invoker =
        Invoker.of(
            FunctionSettings.of(Optional.empty(), Map.of(ARN, place), 2, patience),
            Map::of,
            InstantSource.system(),
            new Ids(new SecureRandom()))) {
      return invoker.invoke(
          new Functions.Call(ARN, TriggerKind.USER_MIGRATION, Secret.of(EVENT), patience));
    }
  }

  private static Case invoke(String name, Reply reply, Outcome outcome) {
    return new Case(name, false, reply, outcome, 1);
  }

  private static Case webhook(String name, Reply reply, Outcome outcome) {
    return new Case(name, true, reply, outcome, 1);
  }

  private static Reply error(int status, String type) {
    return new Reply(status, Map.of("x-amzn-ErrorType", type), "{}");
  }

  private static Reply threw(String body) {
    return new Reply(200, Map.of("X-Amz-Function-Error", "Unhandled"), body);
  }

  static Stream<Case> answers() {
    Outcome returned = new Outcome.Returned(Secret.of("{\"a\":1}"));
    Outcome tooLarge = new Outcome.Refused("ResponseSizeTooLarge");
    Reply silence = new Reply(0, Map.of(), "");
    return Stream.of(
        invoke("returns", new Reply(200, Map.of(), "{\"a\":1}"), returned),
        invoke(
            "threw",
            threw("{\"errorMessage\":\"no\",\"errorType\":\"E\"}"),
            new Outcome.Threw("no")),
        invoke("threw without message", threw("{\"errorType\":\"E\"}"), new Outcome.Threw("E")),
        invoke("threw nonsense", threw("nonsense"), new Outcome.Threw("Unhandled")),
        invoke(
            "its own time-out is not tried again",
            threw(
                "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"Task timed out after 3.00"
                    + " seconds\"}"),
            new Outcome.Threw("Task timed out after 3.00 seconds")),
        invoke(
            "denied",
            error(403, "AccessDeniedException:http://x"),
            new Outcome.Refused("AccessDeniedException")),
        invoke(
            "throttled",
            error(429, "TooManyRequestsException"),
            new Outcome.Refused("TooManyRequestsException")),
        invoke(
            "5xx is not tried again",
            error(500, "ServiceException"),
            new Outcome.Refused("ServiceException")),
        invoke("nameless", new Reply(502, Map.of(), ""), new Outcome.Refused("ServiceException")),
        invoke("too large", new Reply(200, Map.of(), PAST_LIMIT), tooLarge),
        invoke(
            "redirect",
            new Reply(302, Map.of("Location", "/else"), ""),
            new Outcome.Refused("ServiceException")),
        new Case("silent", false, silence, new Outcome.TimedOut(), 3),
        webhook("returns", new Reply(200, Map.of(), "{\"a\":1}"), returned),
        webhook(
            "threw",
            new Reply(422, Map.of(), "{\"errorMessage\":\"no\"}"),
            new Outcome.Threw("no")),
        webhook("fails", new Reply(500, Map.of(), "x"), new Outcome.Refused("status 500")),
        webhook(
            "redirect",
            new Reply(307, Map.of("Location", "/else"), ""),
            new Outcome.Refused("status 307")),
        webhook("too large", new Reply(200, Map.of(), PAST_LIMIT), tooLarge),
        new Case("silent", true, silence, new Outcome.TimedOut(), 3));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answerHasItsMeaning(Case given) {
    reply = given.reply();
    assertThat(call(given.webhook()))
        .isEqualTo(new Functions.Result(given.outcome(), given.tries()));
    assertThat(received).hasSize(given.tries());
    assertThat(bodies).containsOnly(EVENT);
  }

  @Test
  void nobodyThereIsARefusal() {
    server.stop(0);
    assertThat(call(false).outcome()).isEqualTo(new Outcome.Refused("SdkClientException"));
    assertThat(call(true).outcome()).isEqualTo(new Outcome.Refused("ServiceUnavailable"));
  }

  @Test
  void webhookIsSignedOverIdTimestampAndBody() {
    call(true);
    HttpExchange request = received.getFirst();
    String id = header(request, "webhook-id");
    Instant at = Instant.ofEpochSecond(Long.parseLong(header(request, "webhook-timestamp")));
    assertThat(header(request, "webhook-signature"))
        .isEqualTo(
            WebhookSigner.parse(SECRET).sign(id, at, EVENT.getBytes(StandardCharsets.UTF_8)));
    assertThat(Duration.between(at, InstantSource.system().instant()).abs())
        .isLessThan(Duration.ofMinutes(1));
    assertThat(header(request, "poolhouse-function")).isEqualTo("remote");
    assertThat(request.getRequestURI()).hasToString("/hook");
  }

  /// Signs what arrived once more; a header changed on the way would change the signature.
  @Test
  void invokeIsSignedForLambdaInTheFunctionsRegion() {
    call(false);
    HttpExchange request = received.getFirst();
    Instant at =
        Instant.from(
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").parse(header(request, "X-Amz-Date")));
    SdkHttpRequest arrived =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(url())
            .encodedPath(request.getRequestURI().getRawPath())
            .putHeader("Content-Type", header(request, "Content-Type"))
            .putHeader("X-Amz-Invocation-Type", header(request, "X-Amz-Invocation-Type"))
            .build();
    assertThat(header(request, "Authorization"))
        .contains("/eu-west-1/lambda/aws4_request")
        .isEqualTo(
            AwsV4HttpSigner.create()
                .sign(
                    sign ->
                        sign.identity(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"))
                            .request(arrived)
                            .payload(ContentStreamProvider.fromUtf8String(EVENT))
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                            .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                            .putProperty(
                                AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow());
    assertThat(request.getRequestURI().getRawPath())
        .isEqualTo(
            "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction"
                + "%3Aremote%3Alive/invocations");
  }

  private static String header(HttpExchange request, String name) {
    return Optional.ofNullable(request.getRequestHeaders().getFirst(name)).orElse("");
  }
}
