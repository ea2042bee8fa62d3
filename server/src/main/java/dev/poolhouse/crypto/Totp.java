package dev.poolhouse.crypto;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.crypto.spec.SecretKeySpec;

/// Time-based codes: HMAC-SHA-1, six digits, a new one every 30 seconds.
///
/// Source: RFC 6238, with the parameters that every code generator assumes.
public final class Totp {
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final int SKEW = 1;
  private static final String KEY_ALGORITHM = "RAW";

  private Totp() {}

  /// Number of the 30-second step that `time` is in, counted from the epoch.
  public static long step(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), STEP.toSeconds());
  }

  /// The steps, at most one off any of `times`, in which the generator shows `typed`, the earliest
  /// first; none for a wrong code. All are compared, each in constant time.
  public static SortedSet<Long> stepsShowing(Secret key, String typed, Collection<Instant> times) {
    byte[] given = typed.getBytes(StandardCharsets.UTF_8);
    SortedSet<Long> matching = new TreeSet<>();
    for (Instant time : times) {
      for (long step = step(time) - SKEW; step <= step(time) + SKEW; step++) {
        byte[] expected = code(key, step).getBytes(StandardCharsets.UTF_8);
        if (MessageDigest.isEqual(expected, given)) {
          matching.add(step);
        }
      }
    }
    return matching;
  }

  private static String code(Secret key, long step) {
    try {
      return new HmacOneTimePasswordGenerator()
          .generateOneTimePasswordString(
              new SecretKeySpec(key.bytes(), KEY_ALGORITHM), step, Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("HMAC takes any key", e);
    }
  }
}
