package dev.poolhouse.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.crypto.DataKeys;
import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.sql.SqlMessageQueueStore;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Proves what a caller hears of a delivery that is not queued.
final class TemplateMessagesTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final Pool POOL = TestMessages.pool(pool -> pool, mfa -> mfa);

  private static Messages messages(Delivery delivery) {
    SecureRandom random = new SecureRandom();
    return TestMessages.messages(
        TestMessages.composer(),
        delivery,
        new MessageQueue(new SqlMessageQueueStore(), new Sealer(new NoKeys(), random), CLOCK));
  }

  /// Nothing here is sealed.
  private record NoKeys() implements DataKeys {
    @Override
    public DataKey current(Purpose purpose) {
      throw new IllegalStateException("no key for " + purpose);
    }

    @Override
    public Optional<DataKey> find(Purpose purpose, int id) {
      return Optional.empty();
    }
  }

  private static Outgoing invitation(Pool pool) {
    return TestMessages.outgoing(
        pool, Message.Medium.EMAIL, "frank@example.com", Message.Purpose.ADMIN_CREATE_USER);
  }

  @Test
  void deliveredMessageIsInTheOutbox() throws InterruptedException {
    Outbox outbox = new Outbox(CLOCK);
    messages(outbox).deliver(invitation(POOL));

    assertThat(outbox.find(new Outbox.Query(Optional.of("frank@example.com"), 0), Duration.ZERO))
        .hasSize(1);
  }

  @Test
  void refusalIsToldWithoutTheAddress() {
    Messages messages = messages(_ -> new Delivery.Outcome.Failed("the mail server is down"));

    assertThatThrownBy(() -> messages.deliver(invitation(POOL)))
        .isInstanceOfSatisfying(
            ApiException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.CODE_DELIVERY_FAILURE);
              assertThat(refusal.text())
                  .hasValue("Failed to deliver the message to f***@e***: the mail server is down.");
            });
  }

  @Test
  void invitationWithoutPasswordIsNotSent() {
    Pool pool =
        TestMessages.pool(
            builder ->
                builder.adminCreateUserConfig(
                    admin ->
                        admin.inviteMessageTemplate(
                            invite -> invite.emailMessage("Hello {username}"))),
            mfa -> mfa);
    Messages messages = messages(_ -> new Delivery.Outcome.Failed("must not be called"));

    assertThatCode(() -> messages.deliver(invitation(pool))).doesNotThrowAnyException();
  }
}
