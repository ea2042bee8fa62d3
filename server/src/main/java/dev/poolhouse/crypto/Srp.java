package dev.poolhouse.crypto;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// The server's half of Cognito's SRP-6a (3072-bit group, SHA-256), for passwords and for
/// remembered devices. Functions only; any thread may call them.
///
/// `poolPart` is what follows `_` in the pool id and `name` the value of `USER_ID_FOR_SRP`; for a
/// device they are the device group key and the device key. Exponents never exceed 256 bits.
///
/// Source: RFC 5054 §2.5 for the shape; the formulas are those the published clients use.
public final class Srp {
  private static final int SALT_BYTES = 16;
  private static final int EXPONENT_BYTES = SrpGroup.EXPONENT_BITS / Byte.SIZE;
  private static final int SESSION_KEY_BYTES = 16;
  private static final byte[] KEY_INFO = Hashes.utf8("Caldera Derived Key");

  /// 768 digits of N and the two zeros that some clients put in front.
  private static final int MAX_HEX = 2 * SrpGroup.BYTES + 2;

  private Srp() {}

  /// What the server keeps in place of a password: salt and v = g^x mod N. Whoever holds it can
  /// test guesses, so store it sealed. Immutable.
  public static final class Verifier {
    private static final int MAX_SALT = 64;

    private final byte[] salt;
    private final BigInteger v;

    /// A verifier of known numbers.
    ///
    /// @param salt 1 to 64 bytes
    /// @param v from 1 to N - 1
    /// @throws IllegalArgumentException if a value is out of range
    public Verifier(byte[] salt, BigInteger v) {
      if (salt.length == 0 || salt.length > MAX_SALT) {
        throw new IllegalArgumentException("salt must have 1 to " + MAX_SALT + " bytes");
      }
      if (!isPublicValue(v)) {
        throw new IllegalArgumentException("verifier must be from 1 to N - 1");
      }
      this.salt = salt.clone();
      this.v = v;
    }

    /// A verifier that a device made for itself (`DeviceSecretVerifierConfig`, Base64 decoded).
    /// Both numbers are read without sign, so that it does not matter whether the client put a zero
    /// byte in front.
    ///
    /// @throws IllegalArgumentException if a value is out of range
    public static Verifier ofDevice(byte[] salt, byte[] v) {
      if (v.length > SrpGroup.BYTES + 1) {
        throw new IllegalArgumentException("verifier is longer than N");
      }
      return new Verifier(salt, new BigInteger(1, v));
    }

    /// Reads what [#encode] wrote.
    ///
    /// @throws IllegalArgumentException if the bytes are anything else
    public static Verifier decode(byte[] encoded) {
      int saltBytes = encoded.length - SrpGroup.BYTES;
      if (saltBytes < 1) {
        throw new IllegalArgumentException("not an encoded verifier");
      }
      return new Verifier(
          Arrays.copyOf(encoded, saltBytes), new BigInteger(1, encoded, saltBytes, SrpGroup.BYTES));
    }

    /// Salt, then v in 384 bytes.
    public byte[] encode() {
      return ByteBuffer.allocate(salt.length + SrpGroup.BYTES).put(salt).put(fixedWidth(v)).array();
    }

    /// A copy of the salt.
    public byte[] salt() {
      return salt.clone();
    }

    /// g^x mod N.
    public BigInteger v() {
      return v;
    }

    /// `SALT` as clients get it: hex without leading zeros, the only form that all of them hash
    /// alike.
    public String saltHex() {
      return hex(new BigInteger(1, salt));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Verifier verifier
          && MessageDigest.isEqual(encode(), verifier.encode());
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(salt);
    }

    @Override
    public String toString() {
      return "Verifier[***]";
    }
  }

  /// The server's ephemeral pair.
  ///
  /// @param exponent b, 32 bytes
  /// @param publicValue B
  public record Challenge(Secret exponent, BigInteger publicValue) {
    /// `SRP_B`: hex without leading zeros.
    public String hex() {
      return Srp.hex(publicValue);
    }
  }

  /// Computes the table of powers of g. Sign-ins work before, too, but cost more.
  public static void prepare() {
    SrpGroup.prepare();
  }

  /// A verifier with a new salt of 16 bytes, the first of them not zero.
  public static Verifier verifier(
      String poolPart, String name, Secret password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    do {
      random.nextBytes(salt);
    } while (salt[0] == 0);
    return verifierWithSalt(salt, poolPart, name, password);
  }

  /// The verifier of that salt and password.
  public static Verifier verifierWithSalt(
      byte[] salt, String poolPart, String name, Secret password) {
    return new Verifier(salt, SrpGroup.powerOfG(privateKey(salt, poolPart, name, password)));
  }

  /// Whether `password` is the one the verifier was made of. Costs one exponentiation.
  public static boolean matches(Verifier verifier, String poolPart, String name, Secret password) {
    BigInteger v = SrpGroup.powerOfG(privateKey(verifier.salt, poolPart, name, password));
    return MessageDigest.isEqual(fixedWidth(verifier.v), fixedWidth(v));
  }

  /// A new ephemeral pair for a user with that verifier.
  public static Challenge serverChallenge(Verifier verifier, SecureRandom random) {
    byte[] exponent = new byte[EXPONENT_BYTES];
    while (true) {
      random.nextBytes(exponent);
      Challenge challenge = challenge(Secret.of(exponent), verifier);
      if (challenge.publicValue().signum() != 0) {
        return challenge;
      }
    }
  }

  /// The pair that belongs to a kept exponent.
  ///
  /// @param exponent b, at most 32 bytes
  public static Challenge challenge(Secret exponent, Verifier verifier) {
    BigInteger powerOfG = SrpGroup.powerOfG(new BigInteger(1, exponent.bytes()));
    return new Challenge(exponent, SrpGroup.K.multiply(verifier.v).add(powerOfG).mod(SrpGroup.N));
  }

  /// `SRP_A` as a number from 1 to N - 1; empty when the text is empty, too long, not hex or out of
  /// that range. Zero and multiples of N, which would make the session key known to anyone, are
  /// among the refused.
  public static Optional<BigInteger> parseA(String hex) {
    if (hex.isEmpty() || hex.length() > MAX_HEX || !isHex(hex)) {
      return Optional.empty();
    }
    String whole = hex.length() % 2 == 0 ? hex : "0" + hex;
    BigInteger a = new BigInteger(1, HexFormat.of().parseHex(whole));
    return isPublicValue(a) ? Optional.of(a) : Optional.empty();
  }

  /// The 16 bytes that both sides share when the client knew the password.
  ///
  /// @param a as [#parseA] returned it
  /// @throws IllegalArgumentException if A is out of range or u is zero
  public static Secret sessionKey(BigInteger a, Challenge challenge, Verifier verifier) {
    if (!isPublicValue(a)) {
      throw new IllegalArgumentException("A must be from 1 to N - 1");
    }
    BigInteger u = scramble(a, challenge.publicValue());
    if (u.signum() == 0) {
      throw new IllegalArgumentException("u must not be zero");
    }
    BigInteger b = new BigInteger(1, challenge.exponent().bytes());
    BigInteger s =
        a.multiply(verifier.v.modPow(u, SrpGroup.N)).mod(SrpGroup.N).modPow(b, SrpGroup.N);
    return stretch(u, s);
  }

  /// `PASSWORD_CLAIM_SIGNATURE` as Base64.
  ///
  /// @param key of [#sessionKey]
  /// @param secretBlock the decoded `SECRET_BLOCK`
  /// @param timestamp the text as the client sent it
  public static String signature(
      Secret key, String poolPart, String name, byte[] secretBlock, String timestamp) {
    byte[] signature =
        Hashes.hmac(
            key.bytes(),
            Hashes.utf8(poolPart),
            Hashes.utf8(name),
            secretBlock,
            Hashes.utf8(timestamp));
    return Base64.getEncoder().encodeToString(signature);
  }

  /// Whether a client's signature is the expected one; the time taken does not depend on where they
  /// differ.
  public static boolean signatureMatches(String expected, String given) {
    return MessageDigest.isEqual(Hashes.utf8(expected), Hashes.utf8(given));
  }

  /// The number as big-endian two's complement of least length: a zero byte leads where the top bit
  /// would otherwise be set.
  static byte[] pad(BigInteger number) {
    return number.toByteArray();
  }

  /// x of the formulas.
  static BigInteger privateKey(byte[] salt, String poolPart, String name, Secret password) {
    byte[] identity =
        Hashes.sha256(Hashes.utf8(poolPart), Hashes.utf8(name), Hashes.utf8(":"), password.bytes());
    return new BigInteger(1, Hashes.sha256(pad(new BigInteger(1, salt)), identity));
  }

  /// u of the formulas.
  static BigInteger scramble(BigInteger a, BigInteger b) {
    return new BigInteger(1, Hashes.sha256(pad(a), pad(b)));
  }

  /// K of the formulas: HKDF-SHA256 of S, salted with u.
  static Secret stretch(BigInteger u, BigInteger s) {
    try {
      return Secret.of(
          KDF.getInstance("HKDF-SHA256")
              .deriveData(
                  HKDFParameterSpec.ofExtract()
                      .addIKM(pad(s))
                      .addSalt(pad(u))
                      .thenExpand(KEY_INFO, SESSION_KEY_BYTES)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("HKDF-SHA256 is part of the JDK", missing);
    }
  }

  /// The digits without leading zeros. [BigInteger#toString(int)] divides for them, and its parsing
  /// multiplies: together 0.04 ms of a sign-in.
  private static String hex(BigInteger number) {
    String digits = HexFormat.of().formatHex(number.toByteArray());
    int first = 0;
    while (first < digits.length() - 1 && digits.charAt(first) == '0') {
      first++;
    }
    return digits.substring(first);
  }

  private static boolean isPublicValue(BigInteger number) {
    return number.signum() > 0 && number.compareTo(SrpGroup.N) < 0;
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
  }

  private static byte[] fixedWidth(BigInteger number) {
    byte[] shortest = number.toByteArray();
    byte[] fixed = new byte[SrpGroup.BYTES];
    int length = Math.min(shortest.length, fixed.length);
    System.arraycopy(shortest, shortest.length - length, fixed, fixed.length - length, length);
    return fixed;
  }
}
