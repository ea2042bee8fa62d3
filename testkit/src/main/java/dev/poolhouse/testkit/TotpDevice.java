package dev.poolhouse.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A code generator (RFC 6238: SHA-1, six digits, 30 seconds), set up with the `SecretCode` of
/// `AssociateSoftwareToken`. A server takes each code once, and codes of the step before and after
/// the present one. May be shared.
public final class TotpDevice {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String MAC = "HmacSHA1";
  private static final int BITS = 5;
  private static final long SECONDS = 30;
  private static final int CODES = 1_000_000;

  private final byte[] key;
  private final InstantSource clock;
  private long lastStep = Long.MIN_VALUE;

  private TotpDevice(byte[] key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
  }

  /// A generator that goes by this machine's clock, as users' phones do. Development servers accept
  /// that also after their own clock was moved.
  public static TotpDevice of(String secretCode) {
    return of(secretCode, InstantSource.system());
  }

  /// A generator that goes by another clock, such as `poolhouse.clock()::now`.
  public static TotpDevice of(String secretCode, InstantSource clock) {
    return new TotpDevice(decode(secretCode), clock);
  }

  /// The code shown now.
  public String code() {
    return code(clock.instant());
  }

  /// The code shown at a moment.
  public String code(Instant moment) {
    return code(step(moment));
  }

  /// A code that this method has not given before and the server takes: that of the present step,
  /// then that of the next.
  ///
  /// @throws IllegalStateException if both were given; move the clock, or wait
  public synchronized String freshCode() {
    long now = step(clock.instant());
    long step = Math.max(lastStep + 1, now);
    if (step > now + 1) {
      throw new IllegalStateException("The server takes no newer code before the clock moves on.");
    }
    lastStep = step;
    return code(step);
  }

  private String code(long step) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int truncated = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & 0x7fffffff;
      return String.format(Locale.ROOT, "%06d", truncated % CODES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long step(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), SECONDS);
  }

  private static byte[] decode(String base32) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int buffer = 0;
    int held = 0;
    for (int i = 0; i < base32.length(); i++) {
      int value = ALPHABET.indexOf(base32.charAt(i));
      if (value < 0) {
        throw new IllegalArgumentException("A secret code has letters A to Z and 2 to 7 alone.");
      }
      buffer = (buffer << BITS) | value;
      held += BITS;
      if (held >= Byte.SIZE) {
        held -= Byte.SIZE;
        bytes.write(buffer >>> held);
        buffer &= (1 << held) - 1;
      }
    }
    return bytes.toByteArray();
  }
}
