package dev.poolhouse.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/// Random names, codes and secrets in the forms clients know. May be shared.
public final class Ids {
  private static final String DIGITS = "0123456789";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String LOWER_ALNUM = DIGITS + LOWER;
  private static final String ALNUM = LOWER_ALNUM + UPPER;
  private static final String BASE32 = UPPER + "234567";
  private static final String BASE64 = UPPER + LOWER + DIGITS + "+/";

  private final SecureRandom random;

  /// Draws from `random`.
  public Ids(SecureRandom random) {
    this.random = random;
  }

  /// What a generated password must hold.
  ///
  /// @param length least number of letters, 1 to 256
  public record PasswordRule(
      int length, boolean upper, boolean lower, boolean numbers, boolean symbols) {
    // Left out: letters that people confuse, and symbols that mean something in HTML, JSON, shells
    // or message templates.
    private static final String UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijkmnopqrstuvwxyz";
    private static final String NUMBERS = "23456789";
    private static final String SYMBOLS = "!@%^*_+-=?.";

    /// Checks the length.
    ///
    /// @throws IllegalArgumentException if the length is out of range
    public PasswordRule {
      if (length < 1 || length > 256) {
        throw new IllegalArgumentException("password length must be from 1 to 256");
      }
    }

    private List<String> required() {
      List<String> required = new ArrayList<>();
      if (upper) {
        required.add(UPPER);
      }
      if (lower) {
        required.add(LOWER);
      }
      if (numbers) {
        required.add(NUMBERS);
      }
      if (symbols) {
        required.add(SYMBOLS);
      }
      return required;
    }
  }

  /// What follows `<region>_` in a pool id: 9 of `[0-9a-zA-Z]`.
  public String poolSuffix() {
    return letters(ALNUM, 9);
  }

  /// App client id: 26 of `[0-9a-z]`.
  public String clientId() {
    return letters(LOWER_ALNUM, 26);
  }

  /// App client secret: 52 of `[0-9a-z]`.
  public Secret clientSecret() {
    return Secret.of(letters(LOWER_ALNUM, 52));
  }

  /// Version 4 UUID, lower case.
  public String uuid() {
    return uuid(bytes(16)).toString();
  }

  /// The id of a user, which tokens carry as `sub`: a version 4 UUID, as the service's were for
  /// years and as the strictest clients expect.
  public String sub() {
    return uuid();
  }

  /// A code of that many decimal digits, each value equally likely.
  ///
  /// @param digits 1 to 32
  /// @throws IllegalArgumentException if it is out of range
  public Secret numericCode(int digits) {
    if (digits < 1 || digits > 32) {
      throw new IllegalArgumentException("a code has 1 to 32 digits, not " + digits);
    }
    return Secret.of(letters(DIGITS, digits));
  }

  /// A key for a row, never seen by clients and never used again: 128 bits as 22 URL-safe letters.
  public String internalKey() {
    return Base64Text.encode(bytes(16));
  }

  /// A password that fulfils the rule, at least 12 letters long.
  public Secret temporaryPassword(PasswordRule rule) {
    List<String> required = rule.required();
    String all =
        String.join("", required) + PasswordRule.UPPER + PasswordRule.LOWER + PasswordRule.NUMBERS;
    int length = Math.max(rule.length(), 12);
    List<String> chosen = new ArrayList<>(length);
    required.forEach(alphabet -> chosen.add(letters(alphabet, 1)));
    while (chosen.size() < length) {
      chosen.add(letters(all, 1));
    }
    Collections.shuffle(chosen, random);
    return Secret.of(String.join("", chosen));
  }

  /// Id of an access key for signing admin calls: `PHKA` and 16 of upper-case Base32.
  public String accessKeyId() {
    return "PHKA" + letters(BASE32, 16);
  }

  /// Secret of an access key: 40 letters of Base64.
  public Secret secretAccessKey() {
    return Secret.of(letters(BASE64, 40));
  }

  /// The version 4 UUID made of the first 16 bytes.
  static UUID uuid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long high = (buffer.getLong() & ~0xF000L) | 0x4000L;
    long low = (buffer.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private String letters(String alphabet, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
