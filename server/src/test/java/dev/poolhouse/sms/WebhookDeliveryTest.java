package dev.poolhouse.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.WebhookSigner;
import dev.poolhouse.message.Delivery.Outcome;
import dev.poolhouse.message.Message;
import dev.poolhouse.message.TestMessages;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Proves what a webhook's receiver gets, that it can tell who sent it, and that whatever it
/// answers neither holds this server up nor leads it elsewhere.
@Timeout(60)
final class WebhookDeliveryTest {
  private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Outcome UNDELIVERED =
      new Outcome.Failed("the SMS webhook could not be reached or did not take the message");

  private final Receiver receiver = new Receiver();
  private final WebhookDelivery delivery =
      delivery(receiver.url("/send?tenant=1"), Duration.ofSeconds(20));

  private static WebhookDelivery delivery(URI url, Duration timeout) {
    return new WebhookDelivery(
        new SmsSettings.Webhook(
            url, WebhookSigner.parse(Secret.of("whsec_" + KEY)), timeout, timeout),
        InstantSource.fixed(NOW));
  }

  private static Message message() {
    return TestMessages.sms(
        "+12065559934", TestMessages.anySender(), "Ihr \"Schlüssel\" ist 123456 \uD83D\uDE00");
  }

  @AfterEach
  void close() {
    delivery.close();
    receiver.close();
  }

  @Test
  void messageArrivesWhole() throws InterruptedException {
    assertThat(delivery.send(message())).isEqualTo(new Outcome.Sent());

    Receiver.Received request = receiver.next();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).hasToString("/send?tenant=1");
    assertThat(request.header("Content-Type")).isEqualTo("application/json");
    assertThat(new JsonMapper().readTree(request.body()))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {
                      "type": "sms",
                      "id": "3f0c4a52-7d0e-4f59-8d5e-0f6a1c9b2e77",
                      "timestamp": "2026-01-02T03:04:05Z",
                      "userPoolId": "us-east-1_TestPool1",
                      "username": "frank",
                      "to": "+12065559934",
                      "purpose": "SIGN_UP",
                      "message": "Ihr \\"Schlüssel\\" ist 123456 \uD83D\uDE00",
                      "code": "123456"
                    }
                    """));
  }

  @Test
  void receiverCanTellWhoSentIt() throws InterruptedException, GeneralSecurityException {
    delivery.send(message());

    Receiver.Received request = receiver.next();
    assertThat(request.header("webhook-id")).isEqualTo(TestMessages.ID);
    assertThat(request.header("webhook-timestamp")).isEqualTo("1767323045");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
    String signed = TestMessages.ID + ".1767323045." + request.body();
    byte[] expected = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
    assertThat(request.header("webhook-signature"))
        .isEqualTo("v1," + Base64.getEncoder().encodeToString(expected));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void successIsAStatusFrom200To299(int status) {
    receiver.answering(status);
    assertThat(delivery.send(message())).isEqualTo(new Outcome.Sent());
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 304, 400, 401, 404, 410, 429, 500, 503})
  void anyOtherStatusIsARefusal(int status) {
    receiver.answering(status);
    assertThat(delivery.send(message())).isEqualTo(UNDELIVERED);
    assertThat(receiver.waiting()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectIsNotFollowed(int status) {
    Map<String, String> elsewhere = Map.of("Location", receiver.url("/elsewhere").toString());
    receiver.answering(new Receiver.Answer.Whole(status, elsewhere, ""));
    assertThat(delivery.send(message())).isEqualTo(UNDELIVERED);
    assertThat(receiver.waiting()).isEqualTo(1);
  }

  /// @param answer what is told once and for all by its status
  private record Odd(String name, Receiver.Answer answer, Outcome outcome) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Odd> odd() {
    return Stream.of(
        new Odd("endless success", new Receiver.Answer.Endless(200), new Outcome.Sent()),
        new Odd("endless refusal", new Receiver.Answer.Endless(500), UNDELIVERED));
  }

  @ParameterizedTest
  @MethodSource
  void odd(Odd row) {
    receiver.answering(row.answer());
    assertThat(delivery.send(message())).isEqualTo(row.outcome());
  }

  @Test
  void noAnswerIsNotWaitedForLong() {
    receiver.answering(new Receiver.Answer.Never());
    try (WebhookDelivery impatient = delivery(receiver.url("/"), Duration.ofMillis(300))) {
      assertThat(impatient.send(message())).isEqualTo(UNDELIVERED);
    }
  }

  @Test
  void nobodyThereIsTold() {
    receiver.close();
    assertThat(delivery.send(message())).isEqualTo(UNDELIVERED);
  }

  @Test
  void protectionIsNotGivenUp() {
    URI secure = URI.create(receiver.url("/").toString().replace("http:", "https:"));
    try (WebhookDelivery protectedDelivery = delivery(secure, Duration.ofMillis(300))) {
      assertThat(protectedDelivery.send(message())).isEqualTo(UNDELIVERED);
    }
    assertThat(receiver.waiting()).isZero();
  }

  @Test
  void logHasNeitherNumberNorTextNorSecret() {
    try (LogOf log = new LogOf(WebhookDelivery.class)) {
      delivery.send(message());
      receiver.answering(new Receiver.Answer.Whole(500, Map.of(), "no such number +12065559934"));
      delivery.send(message());
      receiver.close();
      delivery.send(message());

      assertThat(log.lines())
          .containsExactly(
              "SMS webhook at 127.0.0.1: status 500",
              "SMS webhook at 127.0.0.1: ConnectException, ConnectException,"
                  + " ClosedChannelException");
    }
  }
}
