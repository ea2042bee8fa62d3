package dev.poolhouse.message;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.trigger.Functions;
import dev.poolhouse.trigger.Triggers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Proves what the log says of queued messages whose function writes no text.
final class DraftsTest {
  private static final Pool POOL =
      TestMessages.pool(
          builder ->
              builder.lambdaConfig(
                  triggers ->
                      triggers.customMessage(
                          "arn:aws:lambda:us-east-1:000000000000:function:texts")),
          mfa -> mfa);

  /// Functions that all end alike.
  private record Ending(Functions.Outcome outcome) implements Functions {
    @Override
    public Result invoke(Call call) {
      return new Result(outcome, 1);
    }
  }

  private static String logged(Functions.Outcome outcome) {
    Triggers triggers = new Triggers(new Ending(outcome), Duration.ofSeconds(1));
    Composer composer =
        new Composer(
            new Templates(() -> "http://localhost", new Ids(new SecureRandom())), triggers);
    Delivery delivery = _ -> new Delivery.Outcome.Failed("must not be called");
    CustomSenders senders = new CustomSenders(triggers, CodeCipher.none("no key"));
    Draft draft =
        Draft.of(
            TestMessages.outgoing(
                POOL, Message.Medium.EMAIL, "frank@example.com", Message.Purpose.FORGOT_PASSWORD));
    Logger logger = (Logger) LoggerFactory.getLogger(Drafts.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    Delivery.Outcome ended =
        new Drafts(_ -> Optional.of(POOL), composer, senders, delivery)
            .deliver(draft, "id", Map.of("tenant", "7"));
    logger.detachAppender(log);
    senders.close();

    assertThat(ended).isEqualTo(new Delivery.Outcome.Sent());
    return log.list.getLast().getFormattedMessage();
  }

  @Test
  void textOfFunctionThatThrewIsNotLogged() {
    assertThat(logged(new Functions.Outcome.Threw("tenant 7\nis unknown")))
        .isEqualTo(
            "pool %s: FORGOT_PASSWORD message not sent: its function threw"
                .formatted(POOL.id().value()));
  }

  @Test
  void wrongAnswerIsNamed() {
    assertThat(logged(new Functions.Outcome.Returned(Secret.of("no JSON"))))
        .endsWith(
            "not sent: InvalidLambdaResponseException: Invalid lambda function output : Invalid"
                + " JSON");
  }
}
