package dev.poolhouse.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs calls of the AWS JSON protocol with Signature Version 4. May be shared.
///
/// Source: AWS IAM User Guide, "Create a signed AWS API request".
///
/// @param keyId access key id
/// @param secret secret access key
/// @param region region of the credential scope
record Signer(String keyId, String secret, String region) {
  private static final String SIGNED = "host;x-amz-date;x-amz-target";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  @Override
  public String toString() {
    return "Signer[" + keyId + "]";
  }

  /// The headers `X-Amz-Date` and `Authorization` of a POST without query, each with its line end.
  ///
  /// @param path as in the request line
  /// @param target value of `X-Amz-Target`
  String headers(String host, String path, String target, byte[] body) {
    String time = TIME.format(Instant.now());
    String day = time.substring(0, 8);
    String scope = day + "/" + region + "/cognito-idp/aws4_request";
    String request =
        String.join(
            "\n",
            "POST",
            path,
            "",
            "host:" + host,
            "x-amz-date:" + time,
            "x-amz-target:" + target,
            "",
            SIGNED,
            hex(sha256(body)));
    String text = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hex(sha256(utf8(request))));
    byte[] key = utf8("AWS4" + secret);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return "X-Amz-Date: %s\r\nAuthorization: AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s\r\n"
        .formatted(time, keyId, scope, SIGNED, hex(hmac(key, text)));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(utf8(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
