package dev.poolhouse.crypto;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/// JSON Web Tokens signed with RS256, the only kind we write or accept. What they say is the
/// caller's text.
public final class Jwt {
  /// Longest token that is looked at, in letters: room for a hundred groups with long names and for
  /// all that a pool's function may add.
  public static final int MAX_LENGTH = 48 * 1024;

  private static final int MAX_HEADER = 1024;
  private static final String ALGORITHM = "RS256";

  /// Our own header, on both sides of the `kid`.
  private static final String BEFORE_KID = "{\"kid\":\"";

  private static final String AFTER_KID = "\",\"alg\":\"" + ALGORITHM + "\"}";

  private Jwt() {}

  /// `header.payload.signature`. The header is exactly `{"kid":"…","alg":"RS256"}`.
  ///
  /// @param claims a JSON object, taken as it is
  public static String sign(RsaSigner signer, String claims) {
    String content = signer.header() + '.' + Base64Text.encode(Hashes.utf8(claims));
    byte[] signature = signer.sign(content.getBytes(StandardCharsets.US_ASCII));
    return content + '.' + Base64Text.encode(signature);
  }

  /// The claims of a token that the key signed, as the text that was given to [#sign]; empty for
  /// everything else: too long, not a JWT, any other header than ours (another algorithm, a `crit`
  /// header, another key), a wrong signature. Expiry, issuer and `token_use` are the caller's to
  /// check.
  ///
  /// @param key the key that [#kid] names
  public static Optional<String> verify(String token, RsaVerifier key) {
    int header = key.header().length();
    int dot = token.lastIndexOf('.');
    boolean ours =
        token.length() <= MAX_LENGTH
            && token.startsWith(key.header())
            && dot > header
            && token.charAt(header) == '.';
    if (!ours) {
      return Optional.empty();
    }
    Optional<byte[]> payload = Base64Text.decode(token.substring(header + 1, dot));
    return payload.isPresent() && signed(token, dot, key)
        ? payload.map(utf8 -> new String(utf8, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static boolean signed(String token, int dot, RsaVerifier key) {
    byte[] content = Hashes.utf8(token.substring(0, dot));
    return Base64Text.decode(token.substring(dot + 1))
        .filter(signature -> key.fits(content, signature))
        .isPresent();
  }

  /// The `kid` that a token names, not verified; empty where no key could make [#verify] accept it:
  /// no header, another algorithm, a `crit` header, no `kid`.
  public static Optional<String> kid(String token) {
    int end = token.indexOf('.');
    return end < 0 || end > MAX_HEADER || token.length() > MAX_LENGTH
        ? Optional.empty()
        : Base64Text.decode(token.substring(0, end))
            .map(utf8 -> new String(utf8, StandardCharsets.UTF_8))
            .flatMap(Jwt::acceptableKid);
  }

  /// The encoded header of the tokens that the key signs.
  static String header(String kid) {
    if (!isPlain(kid)) {
      throw new IllegalArgumentException("not a key id");
    }
    return Base64Text.encode(Hashes.utf8(BEFORE_KID + kid + AFTER_KID));
  }

  private static Optional<String> acceptableKid(String header) {
    int end = header.length() - AFTER_KID.length();
    if (end >= BEFORE_KID.length() && header.startsWith(BEFORE_KID) && header.endsWith(AFTER_KID)) {
      String kid = header.substring(BEFORE_KID.length(), end);
      if (isPlain(kid)) {
        return Optional.of(kid);
      }
    }
    return foreignKid(header); // 5 us, so only where it is not the header that we write
  }

  /// Whether a JSON text of these letters is the letters themselves: those of standard Base64.
  private static boolean isPlain(String kid) {
    for (int i = 0; i < kid.length(); i++) {
      char letter = kid.charAt(i);
      boolean plain =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (letter >= '0' && letter <= '9')
              || letter == '+'
              || letter == '/'
              || letter == '=';
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> foreignKid(String json) {
    try {
      Map<String, Object> header = JSONObjectUtils.parse(json);
      boolean acceptable =
          header != null && ALGORITHM.equals(header.get("alg")) && !header.containsKey("crit");
      return acceptable && header.get("kid") instanceof String kid
          ? Optional.of(kid)
          : Optional.empty();
    } catch (ParseException notAnObject) {
      return Optional.empty();
    }
  }
}
