package dev.poolhouse.crypto;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// JSON Web Tokens signed with RS256, the only kind we write or accept.
public final class Jwt {
  /// Longest token that is looked at, in letters: room for a hundred groups with long names and for
  /// all that a pool's function may add.
  public static final int MAX_LENGTH = 48 * 1024;

  private static final int MAX_HEADER = 1024;
  private static final String ALGORITHM = "RS256";

  private Jwt() {}

  /// `header.payload.signature`. The header is exactly `{"kid":"…","alg":"RS256"}`.
  ///
  /// @param claims strings, numbers, booleans, lists and maps, written in the map's order
  public static String sign(RsaSigner signer, Map<String, Object> claims) {
    String payload = Base64Text.encode(Hashes.utf8(JSONObjectUtils.toJSONString(claims)));
    String content = signer.header() + '.' + payload;
    byte[] signature = signer.sign(content.getBytes(StandardCharsets.US_ASCII));
    return content + '.' + Base64Text.encode(signature);
  }

  /// The claims of a token that one of our keys signed; empty for everything else: too long, not a
  /// JWT, another algorithm, a `crit` header, an unknown key, a wrong signature. Expiry, issuer and
  /// `token_use` are the caller's to check.
  ///
  /// @param keys the public key of a `kid`, empty when unknown
  public static Optional<Map<String, Object>> verify(
      String token, Function<String, Optional<RSAPublicKey>> keys) {
    if (token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || parts[0].length() > MAX_HEADER) {
      return Optional.empty();
    }
    String content = token.substring(0, parts[0].length() + 1 + parts[1].length());
    return json(parts[0])
        .flatMap(Jwt::acceptableKid)
        .flatMap(keys)
        .filter(key -> Base64Text.decode(parts[2]).filter(s -> fits(key, content, s)).isPresent())
        .flatMap(_ -> json(parts[1]));
  }

  /// The `kid` that a token names, not verified; empty where [#verify] would not look for a key.
  public static Optional<String> kid(String token) {
    int end = token.indexOf('.');
    return end < 0 || end > MAX_HEADER || token.length() > MAX_LENGTH
        ? Optional.empty()
        : json(token.substring(0, end)).flatMap(Jwt::acceptableKid);
  }

  /// The encoded header of the tokens that the key signs.
  static String header(String kid) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("kid", kid);
    header.put("alg", ALGORITHM);
    return Base64Text.encode(Hashes.utf8(JSONObjectUtils.toJSONString(header)));
  }

  private static Optional<String> acceptableKid(Map<String, Object> header) {
    boolean acceptable = ALGORITHM.equals(header.get("alg")) && !header.containsKey("crit");
    return acceptable && header.get("kid") instanceof String kid
        ? Optional.of(kid)
        : Optional.empty();
  }

  private static boolean fits(RSAPublicKey key, String content, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(key);
      verifier.update(Hashes.utf8(content));
      return verifier.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  private static Optional<Map<String, Object>> json(String part) {
    return Base64Text.decode(part).flatMap(Jwt::parse);
  }

  private static Optional<Map<String, Object>> parse(byte[] utf8) {
    try {
      return Optional.ofNullable(JSONObjectUtils.parse(new String(utf8, StandardCharsets.UTF_8)));
    } catch (ParseException notAnObject) {
      return Optional.empty();
    }
  }
}
