package dev.poolhouse.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.analytics.EventStore;
import dev.poolhouse.analytics.Sink;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.WebhookSigner;
import dev.poolhouse.sms.Receiver;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves what a webhook's receiver gets, that it can tell who sent it, and that whatever it
/// answers neither holds this server up nor leads it elsewhere.
@Timeout(60)
final class WebhookSinkTest {
  private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  private final Receiver receiver = new Receiver();
  private final WebhookSink sink = sink(receiver.url("/events?x=1"), Duration.ofSeconds(20));

  private static WebhookSink sink(URI url, Duration timeout) {
    return new WebhookSink(
        new SinkSettings.Webhook(
            url, WebhookSigner.parse(Secret.of("whsec_" + KEY)), timeout, timeout),
        InstantSource.fixed(NOW));
  }

  @AfterEach
  void close() {
    sink.close();
    receiver.close();
  }

  @Test
  void eventArrivesSigned() throws InterruptedException, GeneralSecurityException {
    assertThat(sink.deliver(Waitings.of("ab")).taken()).containsExactly("ab");

    Receiver.Received request = receiver.next();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).hasToString("/events?x=1");
    assertThat(request.header("Content-Type")).isEqualTo("application/json");
    assertThat(request.body()).isEqualTo("{\"id\":\"ab\"}");
    assertThat(request.header("webhook-id")).isEqualTo("ab");
    assertThat(request.header("webhook-timestamp")).isEqualTo("1767323045");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
    byte[] expected = mac.doFinal("ab.1767323045.{\"id\":\"ab\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(request.header("webhook-signature"))
        .isEqualTo("v1," + Base64.getEncoder().encodeToString(expected));
  }

  @Test
  void manyEventsAllArrive() throws InterruptedException {
    String[] ids = IntStream.range(0, 50).mapToObj(Integer::toString).toArray(String[]::new);
    assertThat(sink.deliver(Waitings.of(ids)).taken()).containsExactlyInAnyOrder(ids);
    Set<String> arrived = new HashSet<>();
    for (int i = 0; i < ids.length; i++) {
      arrived.add(receiver.next().header("webhook-id"));
    }
    assertThat(arrived).containsExactlyInAnyOrder(ids);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 307, 400, 401, 404, 410, 429, 500, 503})
  void statusBeyond299IsARefusal(int status) throws InterruptedException {
    Map<String, String> elsewhere = Map.of("Location", receiver.url("/elsewhere").toString());
    receiver.answering(new Receiver.Answer.Whole(status, elsewhere, "secret"));
    assertThat(sink.deliver(Waitings.of("1")))
        .isEqualTo(Sink.Outcome.refused("127.0.0.1 answers with status " + status));
    assertThat(receiver.next().path()).hasToString("/events?x=1");
  }

  @Test
  void refusalEndsTheBatch() {
    receiver.answering(500);
    String[] ids = IntStream.range(0, 50).mapToObj(Integer::toString).toArray(String[]::new);
    List<EventStore.Waiting> events = Waitings.of(ids);
    assertThat(sink.deliver(events).taken()).isEmpty();
    assertThat(sink.deliver(List.of()).trouble()).as("nothing to do").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void endlessAnswerIsNotRead(int status) {
    receiver.answering(new Receiver.Answer.Endless(status));
    assertThat(sink.deliver(Waitings.of("1")).taken()).hasSize(status == 200 ? 1 : 0);
  }

  @Test
  void noAnswerIsNotWaitedForLong() {
    receiver.answering(new Receiver.Answer.Never());
    try (WebhookSink impatient = sink(receiver.url("/"), Duration.ofMillis(300))) {
      assertThat(impatient.deliver(Waitings.of("1")))
          .isEqualTo(Sink.Outcome.refused("127.0.0.1: HttpTimeoutException"));
    }
  }

  @Test
  void nobodyThereIsTold() {
    URI gone = receiver.url("/");
    receiver.close();
    try (WebhookSink lonely = sink(gone, Duration.ofSeconds(5))) {
      assertThat(lonely.deliver(Waitings.of("1")).trouble())
          .get()
          .asString()
          .startsWith("127.0.0.1: ConnectException");
    }
  }

  @Test
  void closedSinkTakesNothing() {
    sink.close();
    assertThat(sink.deliver(Waitings.of("1"))).isEqualTo(Sink.Outcome.refused("closed"));
  }
}
