package dev.poolhouse.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tokens as a client that looks inside sees them.
final class TokenText {
  private static final JsonMapper JSON = new JsonMapper();

  private TokenText() {}

  /// The claims of a JWT, not verified.
  static JsonNode claims(String jwt) {
    byte[] payload = Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]);
    return JSON.readTree(new String(payload, StandardCharsets.UTF_8));
  }

  /// The token with one letter in its middle changed.
  static String changed(String token) {
    int middle = token.length() / 2;
    char letter = token.charAt(middle);
    char other = letter == 'A' ? 'B' : 'A';
    return token.substring(0, middle) + other + token.substring(middle + 1);
  }
}
