package dev.poolhouse.http;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parsed `Authorization` header of SigV4.
///
/// @param accessKeyId which key signed
/// @param date `yyyyMMdd` of the credential scope
/// @param region region of the credential scope
/// @param service service of the credential scope
/// @param terminator last part of the scope, `aws4_request`
/// @param signedHeaders names of the signed headers as sent
/// @param signature the signature as sent, hexadecimal
record Authorization(
    String accessKeyId,
    String date,
    String region,
    String service,
    String terminator,
    List<String> signedHeaders,
    String signature) {

  /// The only algorithm: asymmetric SigV4A is refused.
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /// Text of the refusal when nothing was signed.
  static final String MISSING_AUTHENTICATION_TOKEN = "Missing Authentication Token";

  private static final int MAX_LENGTH = 4096;
  private static final int MAX_SIGNED_HEADERS = 64;

  Authorization {
    signedHeaders = List.copyOf(signedHeaders);
  }

  /// Whether the request carries a SigV4 header at all, good or bad.
  static boolean isPresent(RequestHead head) {
    return head.header("authorization").filter(Authorization::isOurs).isPresent();
  }

  /// Parses the header.
  ///
  /// Refuses with `MissingAuthenticationTokenException` when there is no SigV4 header, and with
  /// `IncompleteSignatureException` when it lacks a part. Source of the texts: widely quoted
  /// answers of the service; those on the form of the credential (unsure).
  static Authorization parse(RequestHead head) {
    String header =
        head.header("authorization")
            .filter(Authorization::isOurs)
            .orElseThrow(
                () ->
                    ApiException.of(
                        ErrorCode.MISSING_AUTHENTICATION_TOKEN, MISSING_AUTHENTICATION_TOKEN));
    if (header.length() > MAX_LENGTH) {
      throw incomplete("Authorization header is longer than " + MAX_LENGTH + " characters.");
    }
    Map<String, String> parameters = parameters(header.substring(ALGORITHM.length()));
    refuseMissing(head, header, parameters);
    List<String> scope = List.of(parameters.getOrDefault("Credential", "").split("/", -1));
    if (scope.size() != 5 || scope.contains("")) {
      throw incomplete(
          "Credential must have exactly 5 slash-delimited elements, e.g. "
              + "keyid/date/region/service/term, got '"
              + String.join("/", scope)
              + "'");
    }
    List<String> signedHeaders =
        List.of(parameters.getOrDefault("SignedHeaders", "").split(";", -1));
    if (signedHeaders.size() > MAX_SIGNED_HEADERS) {
      throw incomplete("Authorization header signs more than " + MAX_SIGNED_HEADERS + " headers.");
    }
    return new Authorization(
        scope.get(0),
        scope.get(1),
        scope.get(2),
        scope.get(3),
        scope.get(4),
        signedHeaders,
        parameters.getOrDefault("Signature", ""));
  }

  /// What can be read of the credential scope without refusing anything: the parts of `Credential`,
  /// empty when there is no header or no such parameter.
  static List<String> scope(RequestHead head) {
    return head.header("authorization")
        .filter(Authorization::isOurs)
        .filter(header -> header.length() <= MAX_LENGTH)
        .map(header -> parameters(header.substring(ALGORITHM.length())))
        .flatMap(parameters -> Optional.ofNullable(parameters.get("Credential")))
        .map(credential -> List.of(credential.split("/", -1)))
        .orElse(List.of());
  }

  /// `date/region/service/terminator`, as the string to sign names it.
  String credentialScope() {
    return String.join("/", date, region, service, terminator);
  }

  private static boolean isOurs(String header) {
    return header.equals(ALGORITHM) || header.startsWith(ALGORITHM + " ");
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new HashMap<>();
    int start = 0;
    while (start < text.length()) {
      int end = end(text, start);
      int equals = text.indexOf('=', start);
      if (equals > start && equals < end - 1) {
        parameters.putIfAbsent(text.substring(start, equals), text.substring(equals + 1, end));
      }
      start = end + 1;
    }
    return parameters;
  }

  /// Where the part that begins at `start` ends: at a comma, a space or the end of the text.
  private static int end(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != ',' && text.charAt(end) != ' ') {
      end++;
    }
    return end;
  }

  private static void refuseMissing(
      RequestHead head, String header, Map<String, String> parameters) {
    StringBuilder missing = new StringBuilder();
    for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
      if (!parameters.containsKey(name)) {
        missing.append("Authorization header requires '").append(name).append("' parameter. ");
      }
    }
    if (head.header("x-amz-date").isEmpty() && head.header("date").isEmpty()) {
      missing.append(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
    }
    if (!missing.isEmpty()) {
      throw incomplete(missing + "Authorization=" + header);
    }
  }

  private static ApiException incomplete(String message) {
    return ApiException.of(ErrorCode.INCOMPLETE_SIGNATURE, message);
  }
}
