package dev.poolhouse.http;

import dev.poolhouse.crypto.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The arithmetic of AWS Signature Version 4: pure functions on text and keys.
///
/// Source: AWS, "Create a signed AWS API request".
final class SigV4 {
  private static final String HMAC = "HmacSHA256";
  private static final String NO_HMAC = "every JDK has HmacSHA256";

  /// Found once: asking all providers each time is a sixth of the time of a hash.
  private static final Provider PROVIDER = provider();

  private SigV4() {}

  private static Provider provider() {
    try {
      return Mac.getInstance(HMAC).getProvider();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(NO_HMAC, e);
    }
  }

  /// The signature for a canonical request, 64 hexadecimal digits.
  ///
  /// @param signingKey what [#signingKey] makes of the caller's secret
  /// @param timestamp `yyyyMMdd'T'HHmmss'Z'` of the request
  static String sign(
      Authorization authorization, byte[] signingKey, String timestamp, String canonicalRequest) {
    String stringToSign =
        String.join(
            "\n",
            Authorization.ALGORITHM,
            timestamp,
            authorization.credentialScope(),
            sha256(canonicalRequest.getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(hmac(signingKey, stringToSign));
  }

  /// Lower-case hexadecimal SHA-256.
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// The key that signs on that date, in that region, for that service.
  static byte[] signingKey(Authorization authorization, Secret secret) {
    byte[] key = ("AWS4" + secret.reveal()).getBytes(StandardCharsets.UTF_8);
    byte[] dated = hmac(key, authorization.date());
    byte[] regional = hmac(dated, authorization.region());
    byte[] serving = hmac(regional, authorization.service());
    return hmac(serving, authorization.terminator());
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC, PROVIDER);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(NO_HMAC, e);
    }
  }
}
