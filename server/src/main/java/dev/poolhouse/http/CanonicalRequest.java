package dev.poolhouse.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The canonical form of a request that both sides of SigV4 hash.
///
/// Source: AWS, "Create a signed AWS API request", step 1. The API lives at `/` alone, so paths are
/// taken as they are: no service but S3 and no path but `/` reaches this.
final class CanonicalRequest {
  private static final int USUAL_LENGTH = 512;

  private CanonicalRequest() {}

  /// The canonical text.
  ///
  /// @param signedHeaders lower-case names in the order of the `SignedHeaders` parameter
  /// @param payloadHash lower-case hexadecimal SHA-256 of the body
  static String of(RequestHead head, List<String> signedHeaders, String payloadHash) {
    StringBuilder text = new StringBuilder(USUAL_LENGTH);
    text.append(head.method()).append('\n');
    text.append(head.path()).append('\n');
    text.append(query(head.query())).append('\n');
    for (String name : signedHeaders) {
      text.append(name).append(':');
      values(text, head.headers().getOrDefault(name, List.of()));
      text.append('\n');
    }
    text.append('\n');
    for (int i = 0; i < signedHeaders.size(); i++) {
      text.append(i == 0 ? "" : ";").append(signedHeaders.get(i));
    }
    return text.append('\n').append(payloadHash).toString();
  }

  private static void values(StringBuilder text, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : ",").append(collapse(values.get(i)));
    }
  }

  /// Without white space at the ends, and with each run of spaces inside as one space.
  private static String collapse(String value) {
    String trimmed = value.strip();
    if (!trimmed.contains("  ")) {
      return trimmed;
    }
    StringBuilder text = new StringBuilder(trimmed.length());
    for (int at = 0; at < trimmed.length(); at++) {
      char character = trimmed.charAt(at);
      if (character != ' ' || trimmed.charAt(at - 1) != ' ') {
        text.append(character);
      }
    }
    return text.toString();
  }

  private static String query(String raw) {
    if (raw.isEmpty()) {
      return "";
    }
    return Arrays.stream(raw.split("&", -1))
        .filter(pair -> !pair.isEmpty())
        .map(CanonicalRequest::pair)
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private static String pair(String raw) {
    int equals = raw.indexOf('=');
    return equals < 0
        ? recode(raw) + "="
        : recode(raw.substring(0, equals)) + "=" + recode(raw.substring(equals + 1));
  }

  /// RFC 3986 percent-encoding, whatever encoding the client chose. A plus sign is a plus sign.
  /// What is no encoding at all stays as it is, and no signature of a client fits it.
  private static String recode(String raw) {
    String plain;
    try {
      plain = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noEncoding) {
      return raw;
    }
    return URLEncoder.encode(plain, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
