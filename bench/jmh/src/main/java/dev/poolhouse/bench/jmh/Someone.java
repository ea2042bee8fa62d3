package dev.poolhouse.bench.jmh;

import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.user.MfaPreference;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Users as sign-ups leave them. Functions only.
final class Someone {
  static final PoolKey POOL = new PoolKey("pool");
  static final Instant NOW = Instant.ofEpochMilli(1_780_000_000_000L);

  private Someone() {}

  static User number(int number) {
    return new User(
        new UserId("id-%07d".formatted(number)),
        POOL,
        "0b1c2d3e-0000-4000-8000-%012d".formatted(number),
        "user-%07d".formatted(number),
        UserStatusType.CONFIRMED,
        true,
        Map.of("email", "user-%07d@example.com".formatted(number), "email_verified", "true"),
        Map.of(),
        Instant.EPOCH,
        MfaPreference.NONE,
        NOW,
        NOW,
        1);
  }
}
