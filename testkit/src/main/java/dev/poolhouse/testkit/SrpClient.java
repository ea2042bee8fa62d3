package dev.poolhouse.testkit;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The client's side of an SRP sign-in: one instance holds one private value and may be used for
/// the password step and the device step after it.
///
/// 1. send [#srpA()] as `SRP_A` (flow `USER_SRP_AUTH`),
/// 2. answer `PASSWORD_VERIFIER` with [#passwordVerifier],
/// 3. where a device is remembered, answer `DEVICE_SRP_AUTH` with the same `SRP_A` and
///    `DEVICE_PASSWORD_VERIFIER` with [#devicePasswordVerifier].
///
/// Immutable; may be shared. It belongs in tests: the big-number arithmetic is not constant in
/// time.
public final class SrpClient {
  private static final int PRIVATE_VALUE_BITS = 1024;

  /// The day of the month has no leading zero; the server compares the text.
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss 'UTC' yyyy", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final BigInteger privateA;
  private final BigInteger publicA;

  private SrpClient(BigInteger privateA) {
    this.privateA = privateA;
    this.publicA = SrpGroup.G.modPow(privateA, SrpGroup.N);
  }

  /// A client with a fresh private value.
  public static SrpClient create(SecureRandom random) {
    return new SrpClient(new BigInteger(PRIVATE_VALUE_BITS, random).setBit(PRIVATE_VALUE_BITS - 1));
  }

  /// A client with this private value, for test vectors.
  public static SrpClient withPrivateValue(BigInteger privateA) {
    return new SrpClient(privateA);
  }

  /// `SRP_A`, lower-case hexadecimal.
  public String srpA() {
    return publicA.toString(16);
  }

  /// The `ChallengeResponses` for `PASSWORD_VERIFIER`: user name, secret block, timestamp, proof. A
  /// client with a secret adds `SECRET_HASH` ([SecretHash]).
  ///
  /// @param poolId the whole pool id
  /// @param challenge the `ChallengeParameters` of the challenge
  /// @param now the time to sign; the server refuses one that is minutes off
  public Map<String, String> passwordVerifier(
      String poolId, String password, Map<String, String> challenge, Instant now) {
    String timestamp = timestamp(now);
    Map<String, String> responses = new LinkedHashMap<>();
    responses.put("USERNAME", need(challenge, "USER_ID_FOR_SRP"));
    responses.put("PASSWORD_CLAIM_SECRET_BLOCK", need(challenge, "SECRET_BLOCK"));
    responses.put("TIMESTAMP", timestamp);
    responses.put(
        "PASSWORD_CLAIM_SIGNATURE",
        passwordSignature(
            poolId,
            need(challenge, "USER_ID_FOR_SRP"),
            password,
            need(challenge, "SALT"),
            need(challenge, "SRP_B"),
            need(challenge, "SECRET_BLOCK"),
            timestamp));
    return responses;
  }

  /// The `ChallengeResponses` for `DEVICE_PASSWORD_VERIFIER`.
  ///
  /// @param deviceGroupKey as given in `NewDeviceMetadata`
  /// @param devicePassword what [DeviceVerifier] was made with
  public Map<String, String> devicePasswordVerifier(
      String deviceGroupKey, String devicePassword, Map<String, String> challenge, Instant now) {
    String timestamp = timestamp(now);
    String deviceKey = need(challenge, "DEVICE_KEY");
    Map<String, String> responses = new LinkedHashMap<>();
    responses.put("USERNAME", need(challenge, "USERNAME"));
    responses.put("DEVICE_KEY", deviceKey);
    responses.put("PASSWORD_CLAIM_SECRET_BLOCK", need(challenge, "SECRET_BLOCK"));
    responses.put("TIMESTAMP", timestamp);
    responses.put(
        "PASSWORD_CLAIM_SIGNATURE",
        signature(
            deviceGroupKey + deviceKey,
            devicePassword,
            need(challenge, "SALT"),
            need(challenge, "SRP_B"),
            need(challenge, "SECRET_BLOCK"),
            timestamp));
    return responses;
  }

  /// `PASSWORD_CLAIM_SIGNATURE` of the password step, from its parts, so that a test can bend one.
  ///
  /// @param salt hexadecimal, as in the challenge
  /// @param srpB hexadecimal, as in the challenge
  /// @param secretBlock Base64, as in the challenge
  public String passwordSignature(
      String poolId,
      String userIdForSrp,
      String password,
      String salt,
      String srpB,
      String secretBlock,
      String timestamp) {
    String pool = poolId.substring(poolId.indexOf('_') + 1);
    return signature(pool + userIdForSrp, password, salt, srpB, secretBlock, timestamp);
  }

  /// The proof for `name`: pool part and user, or device group key and device key.
  String signature(
      String name,
      String password,
      String salt,
      String srpB,
      String secretBlock,
      String timestamp) {
    BigInteger publicB = new BigInteger(srpB, 16);
    BigInteger u = SrpGroup.scrambler(publicA, publicB);
    BigInteger x = SrpGroup.privateExponent(new BigInteger(salt, 16), name, password);
    BigInteger base = publicB.subtract(SrpGroup.K.multiply(SrpGroup.verifier(x)));
    BigInteger shared = base.mod(SrpGroup.N).modPow(privateA.add(u.multiply(x)), SrpGroup.N);
    byte[] key = SrpGroup.signingKey(u, shared);
    return SrpGroup.signature(key, name, Base64.getDecoder().decode(secretBlock), timestamp);
  }

  /// `TIMESTAMP` as clients write it, for example `Sun Nov 1 09:05:07 UTC 2026`.
  public static String timestamp(Instant time) {
    return TIMESTAMP.format(time);
  }

  private static String need(Map<String, String> challenge, String name) {
    String value = challenge.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "The challenge has no " + name + "; it has " + challenge.keySet());
    }
    return value;
  }
}
