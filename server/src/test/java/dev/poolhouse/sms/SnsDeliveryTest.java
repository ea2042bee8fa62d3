package dev.poolhouse.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.message.Delivery.Outcome;
import dev.poolhouse.message.Message;
import dev.poolhouse.message.TestMessages;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Proves against an endpoint that speaks the query protocol what SNS is asked and with whose
/// signature, and that each failure is told without number or text. Amazon's own endpoint is not
/// called.
@Timeout(60)
final class SnsDeliveryTest {
  private static final String PUBLISHED =
      """
      <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
        <PublishResult><MessageId>94f20ce6-13c5-43a0-9a9e-ca52d816e90b</MessageId></PublishResult>
        <ResponseMetadata><RequestId>f187a3c1-376f-11df-8963-01868b7c937a</RequestId></ResponseMetadata>
      </PublishResponse>
      """;
  private static final Outcome REFUSED =
      new Outcome.Failed("the SMS service refused the message or its recipient");
  private static final Outcome FORBIDDEN =
      new Outcome.Failed("the SMS service refused this server");
  private static final Outcome BUSY =
      new Outcome.Failed("the SMS service takes no more messages now");
  private static final Outcome UNDELIVERED =
      new Outcome.Failed("the SMS service could not be reached or did not take the message");

  private final Receiver receiver = new Receiver().answering(whole(200, PUBLISHED));
  private final SnsDelivery delivery =
      delivery(Optional.of("Poolhouse"), known(), Duration.ofSeconds(20));

  private SnsDelivery delivery(
      Optional<String> senderId, AwsCredentialsProvider credentials, Duration timeout) {
    return new SnsDelivery(
        new SmsSettings.Sns(
            "eu-central-1", Optional.of(receiver.url("/")), senderId, timeout, timeout),
        () -> credentials);
  }

  private static AwsCredentialsProvider known() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));
  }

  private static Receiver.Answer whole(int status, String body) {
    return new Receiver.Answer.Whole(status, Map.of("Content-Type", "text/xml"), body);
  }

  private static Message message(Optional<String> region) {
    return TestMessages.sms(
        "+12065559934",
        new Message.Sender(Optional.empty(), Optional.empty(), region),
        "Ihr Schlüssel & ist 123456");
  }

  private Outcome send() {
    return delivery.send(message(Optional.empty()));
  }

  @AfterEach
  void close() {
    delivery.close();
    receiver.close();
  }

  @Test
  void messageIsPublishedToTheNumber() throws InterruptedException {
    assertThat(send()).isEqualTo(new Outcome.Sent());

    Receiver.Received request = receiver.next();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(form(request.body()))
        .containsEntry("Action", "Publish")
        .containsEntry("Version", "2010-03-31")
        .containsEntry("PhoneNumber", "+12065559934")
        .containsEntry("Message", "Ihr Schlüssel & ist 123456");
    assertThat(attributes(form(request.body())))
        .isEqualTo(
            Map.of(
                "AWS.SNS.SMS.SMSType", "String Transactional",
                "AWS.SNS.SMS.SenderID", "String Poolhouse"));
    assertThat(request.header("Authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
        .contains("/eu-central-1/sns/aws4_request, SignedHeaders=")
        .containsPattern("Signature=[0-9a-f]{64}$");
  }

  @Test
  void senderIsLeftOutWhenNotSet() throws InterruptedException {
    try (SnsDelivery plain = delivery(Optional.empty(), known(), Duration.ofSeconds(20))) {
      plain.send(message(Optional.empty()));
    }

    assertThat(attributes(form(receiver.next().body())))
        .isEqualTo(Map.of("AWS.SNS.SMS.SMSType", "String Transactional"));
  }

  @Test
  void poolChoosesTheRegion() throws InterruptedException {
    assertThat(delivery.send(message(Optional.of("ap-south-1")))).isEqualTo(new Outcome.Sent());

    assertThat(receiver.next().header("Authorization")).contains("/ap-south-1/sns/aws4_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mars-north-1", "evil.example.com/?", "localhost:1#"})
  void madeUpRegionIsNotCalled(String region) {
    assertThat(delivery.send(message(Optional.of(region))))
        .isEqualTo(new Outcome.Failed("the pool's SnsRegion is no region of Amazon SNS"));
    assertThat(receiver.waiting()).isZero();
  }

  /// @param tries how often SNS was asked
  private record Refused(String name, Receiver.Answer answer, Outcome outcome, int tries) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Refused> refused() {
    return Stream.of(
        new Refused("bad number", error(400, "InvalidParameter"), REFUSED, 1),
        new Refused("opted out", error(400, "OptedOut"), REFUSED, 1),
        new Refused("bad key", error(403, "InvalidClientTokenId"), FORBIDDEN, 1),
        new Refused("no permission", error(403, "AuthorizationError"), FORBIDDEN, 1),
        new Refused("throttled", error(400, "Throttling"), BUSY, 2),
        new Refused("broken", error(500, "InternalFailure"), UNDELIVERED, 2),
        new Refused("no XML", whole(200, "<html>"), UNDELIVERED, 1),
        new Refused(
            "redirect",
            new Receiver.Answer.Whole(307, Map.of("Location", "/elsewhere"), ""),
            UNDELIVERED,
            1));
  }

  private static Receiver.Answer error(int status, String code) {
    return whole(
        status,
        """
        <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
          <Error><Type>Sender</Type><Code>%s</Code><Message>about +12065559934</Message></Error>
          <RequestId>9dd01905-5012-5f99-8663-4b3ecd0dfaef</RequestId>
        </ErrorResponse>
        """
            .formatted(code));
  }

  @ParameterizedTest
  @MethodSource
  void refused(Refused row) {
    receiver.answering(row.answer());
    assertThat(send()).isEqualTo(row.outcome());
    assertThat(receiver.waiting()).isEqualTo(row.tries());
  }

  @Test
  void noAnswerIsNotWaitedForLong() {
    receiver.answering(new Receiver.Answer.Never());
    try (SnsDelivery impatient = delivery(Optional.empty(), known(), Duration.ofMillis(300))) {
      assertThat(impatient.send(message(Optional.empty()))).isEqualTo(UNDELIVERED);
    }
  }

  @Test
  void nobodyThereIsTold() {
    receiver.close();
    assertThat(send()).isEqualTo(UNDELIVERED);
  }

  @Test
  void missingCredentialsAreTold() {
    AwsCredentialsProvider none =
        () -> {
          throw SdkClientException.create("Unable to load credentials");
        };
    try (SnsDelivery helpless = delivery(Optional.empty(), none, Duration.ofSeconds(20));
        LogOf log = new LogOf(SnsDelivery.class)) {
      assertThat(helpless.send(message(Optional.empty())))
          .isEqualTo(new Outcome.Failed("the server has no credentials for the SMS service"));
      assertThat(log.lines())
          .containsExactly("no SMS can be sent with SNS: Unable to load credentials");
    }
  }

  @Test
  void logHasNeitherNumberNorText() {
    try (LogOf log = new LogOf(SnsDelivery.class)) {
      send();
      receiver.answering(error(400, "InvalidParameter"));
      send();
      receiver.answering(whole(200, "<html>+12065559934"));
      send();

      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().getFirst())
          .isEqualTo(
              "SNS in eu-central-1: the SMS service refused the message or its recipient (400"
                  + " InvalidParameter)");
      assertThat(log.lines())
          .noneMatch(line -> line.contains("2065559934") || line.contains("123456"));
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new TreeMap<>();
    for (String pair : body.split("&", -1)) {
      int sign = pair.indexOf('=');
      form.put(decode(pair.substring(0, sign)), decode(pair.substring(sign + 1)));
    }
    return form;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /// The message attributes of a form: type and value by name.
  private static Map<String, String> attributes(Map<String, String> form) {
    Map<String, String> attributes = new TreeMap<>();
    form.forEach(
        (key, name) -> {
          if (key.startsWith("MessageAttributes.entry.") && key.endsWith(".Name")) {
            String entry = key.substring(0, key.length() - "Name".length());
            attributes.put(
                name,
                String.join(
                    " ",
                    Arrays.asList(
                        form.get(entry + "Value.DataType"),
                        form.get(entry + "Value.StringValue"))));
          }
        });
    return attributes;
  }
}
