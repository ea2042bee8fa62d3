package dev.poolhouse.risk;

import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.user.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The tokens in notifications that let a user give feedback on one event without signing in:
/// sealed, bound to pool, user and event, good for 30 days (ours), as often as the user changes
/// their mind. May be shared.
public final class FeedbackTokens {
  private static final Duration LIFETIME = Duration.ofDays(30);
  private static final int LONGEST = 1_024;
  private static final String SEPARATOR = " ";

  private final Sealer sealer;
  private final InstantSource clock;

  public FeedbackTokens(Sealer sealer, InstantSource clock) {
    this.sealer = sealer;
    this.clock = clock;
  }

  /// What a token grants: feedback on this event.
  record Grant(UserId userId, String eventId) {}

  /// A token in the alphabet that `FeedbackToken` allows.
  String token(Pool pool, UserId userId, String eventId) {
    byte[] text = (userId.value() + SEPARATOR + eventId).getBytes(StandardCharsets.UTF_8);
    byte[] plain =
        ByteBuffer.allocate(Long.BYTES + text.length)
            .putLong(clock.instant().plus(LIFETIME).toEpochMilli())
            .put(text)
            .array();
    return sealer.sealText(Purpose.FEEDBACK, plain, pool.key().value());
  }

  /// What the token grants; empty when this pool did not make it, or its time is over.
  Optional<Grant> read(Pool pool, String token) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    return sealer
        .openText(Purpose.FEEDBACK, token, pool.key().value())
        .map(ByteBuffer::wrap)
        .filter(plain -> clock.millis() < plain.getLong())
        .map(plain -> StandardCharsets.UTF_8.decode(plain).toString())
        .map(text -> List.of(text.split(SEPARATOR, 2)))
        .map(parts -> new Grant(new UserId(parts.getFirst()), parts.getLast()));
  }
}
