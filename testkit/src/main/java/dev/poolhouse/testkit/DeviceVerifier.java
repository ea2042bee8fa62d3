package dev.poolhouse.testkit;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Base64;

/// What a client sends to `ConfirmDevice` as `DeviceSecretVerifierConfig`.
///
/// @param passwordVerifier Base64 of the verifier, often with a leading zero byte
/// @param salt Base64 of the salt, often with a leading zero byte
public record DeviceVerifier(String passwordVerifier, String salt) {
  private static final int SALT_BYTES = 16;
  private static final int PASSWORD_BYTES = 40;

  /// The verifier of a device for a fresh salt.
  public static DeviceVerifier create(
      String deviceGroupKey, String deviceKey, String devicePassword, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return withSalt(deviceGroupKey, deviceKey, devicePassword, new BigInteger(1, salt));
  }

  /// The verifier of a device for this salt, for test vectors.
  public static DeviceVerifier withSalt(
      String deviceGroupKey, String deviceKey, String devicePassword, BigInteger salt) {
    BigInteger x = SrpGroup.privateExponent(salt, deviceGroupKey + deviceKey, devicePassword);
    Base64.Encoder encoder = Base64.getEncoder();
    return new DeviceVerifier(
        encoder.encodeToString(SrpGroup.verifier(x).toByteArray()),
        encoder.encodeToString(salt.toByteArray()));
  }

  /// A device password as clients make it: 40 random bytes in Base64.
  public static String newPassword(SecureRandom random) {
    byte[] password = new byte[PASSWORD_BYTES];
    random.nextBytes(password);
    return Base64.getEncoder().encodeToString(password);
  }
}
