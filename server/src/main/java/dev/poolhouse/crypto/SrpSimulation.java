package dev.poolhouse.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What an unknown user's sign-in is answered with, so that it looks like a known user's: a salt, a
/// verifier that no password fits, an id. The same name always gets the same values, and nobody
/// without the pool's secret can tell them from real ones. May be shared.
///
/// Source: RFC 5054 §2.5.1.3.
public final class SrpSimulation {
  private static final int SALT_BYTES = 16;
  private final Secret secret;

  /// The simulation of one pool.
  ///
  /// @param secret 32 random bytes that stay the same for the life of the pool
  public SrpSimulation(Secret secret) {
    this.secret = secret;
  }

  /// The verifier of a name. Deriving it costs no exponentiation (reading a known user's does not
  /// either): v is the square of a derived number, as every power of 2 modulo N is a square.
  public Srp.Verifier verifier(String poolPart, String name) {
    byte[] salt = Arrays.copyOf(derive("salt", poolPart, name), SALT_BYTES);
    if (salt[0] == 0) {
      salt[0] = 1;
    }
    BigInteger root = new BigInteger(1, expand(derive("verifier", poolPart, name)));
    return new Srp.Verifier(salt, root.modPow(BigInteger.TWO, SrpGroup.N));
  }

  /// A lower-case UUID for `USER_ID_FOR_SRP`, of the form that real ids have.
  public String userId(String poolPart, String name) {
    return Ids.uuid(derive("id", poolPart, name)).toString();
  }

  private byte[] derive(String what, String poolPart, String name) {
    return Hashes.hmac(secret.bytes(), Hashes.join(what, poolPart, name));
  }

  private static byte[] expand(byte[] seed) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.expandOnly(
                  new SecretKeySpec(seed, "Generic"),
                  Hashes.utf8("poolhouse srp simulation"),
                  SrpGroup.BYTES));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("HKDF-SHA256 is part of the JDK", missing);
    }
  }
}
