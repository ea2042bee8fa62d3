package dev.poolhouse.device;

import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.Srp;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.ApiException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceSecretVerifierConfigType;

/// What a device leaves of its secret, sealed for its user and its key. May be shared.
public final class DeviceVerifiers {
  /// Longest Base64 text that is decoded; a verifier has 516 letters at most.
  private static final int LONGEST_TEXT = 1024;

  private final Sealer sealer;

  public DeviceVerifiers(Sealer sealer) {
    this.sealer = sealer;
  }

  /// A device's verifier for storing. Both numbers are big-endian with a sign, so that most begin
  /// with a zero byte; clients that leave the zero out are understood too.
  ///
  /// Throws `InvalidParameterException` when either is absent, no Base64 or out of range (text
  /// (unsure)).
  ///
  /// @param config as the SDK's request class holds it
  public Sealed seal(UserId userId, String key, @Nullable DeviceSecretVerifierConfigType config) {
    if (config == null || config.salt() == null || config.passwordVerifier() == null) {
      throw invalid();
    }
    byte[] encoded = verifier(config.salt(), config.passwordVerifier()).encode();
    return Sealed.of(sealer.seal(Purpose.DEVICE, encoded, userId.value(), key));
  }

  /// The verifier of a stored device.
  ///
  /// @throws IllegalStateException if it was sealed for another device or with a lost key
  public Srp.Verifier open(Device device) {
    return sealer
        .open(Purpose.DEVICE, device.verifier().bytes(), device.userId().value(), device.key())
        .map(Srp.Verifier::decode)
        .orElseThrow(() -> new IllegalStateException("verifier of a device does not open"));
  }

  private static Srp.Verifier verifier(String salt, String verifier) {
    if (salt.length() > LONGEST_TEXT || verifier.length() > LONGEST_TEXT) {
      throw invalid();
    }
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      return Srp.Verifier.ofDevice(base64.decode(salt), base64.decode(verifier));
    } catch (IllegalArgumentException notANumber) {
      throw invalid();
    }
  }

  private static ApiException invalid() {
    return ApiException.invalidParameter("Invalid device secret verifier given.");
  }
}
