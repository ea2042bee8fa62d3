package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.Secret;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves the arithmetic against the published SigV4 test suite: its key, its date, its expected
/// signatures. Source: AWS, "Signature Version 4 test suite".
class SigV4Test {
  private static final Secret SECRET = Secret.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  private static final String TIMESTAMP = "20150830T123600Z";

  private record Vector(String name, String method, String query, String signature) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> vectors() {
    return Stream.of(
        new Vector(
            "get-vanilla",
            "GET",
            "",
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        new Vector(
            "post-vanilla",
            "POST",
            "",
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
        new Vector(
            "get-vanilla-query-order-key-case",
            "GET",
            "Param2=value2&Param1=value1",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"));
  }

  @ParameterizedTest
  @MethodSource
  void vectors(Vector vector) {
    RequestHead head =
        new RequestHead(
            vector.method(),
            "/",
            vector.query(),
            Map.of(
                "host", List.of("example.amazonaws.com"),
                "x-amz-date", List.of(TIMESTAMP),
                "authorization",
                    List.of(
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/"
                            + "aws4_request, SignedHeaders=host;x-amz-date, Signature="
                            + vector.signature())),
            "127.0.0.1",
            "id");
    Authorization authorization = Authorization.parse(head);
    String canonical =
        CanonicalRequest.of(head, authorization.signedHeaders(), SigV4.sha256(new byte[0]));
    byte[] key = SigV4.signingKey(authorization, SECRET);
    assertThat(SigV4.sign(authorization, key, TIMESTAMP, canonical))
        .isEqualTo(authorization.signature());
  }
}
