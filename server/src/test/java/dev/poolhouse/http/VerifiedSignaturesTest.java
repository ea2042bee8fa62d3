package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.key.AccessKey;
import dev.poolhouse.key.AccessPolicy;
import dev.poolhouse.key.AccessPolicy.Effect;
import dev.poolhouse.key.AccessPolicy.Statement;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;

/// Proves that signed calls of the AWS SDK are accepted, that each way of bending a good signature
/// gets its own documented error, and that policies hold. The SDK's signer is the other side, so
/// the arithmetic is not checked against itself.
class VerifiedSignaturesTest {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
  private static final String BODY = "{\"UserPoolId\":\"eu-west-1_Good1\"}";
  private static final String MISMATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";
  private static final String INVALID_TOKEN =
      "The security token included in the request is invalid.";
  private static final Map<String, AccessKey> KEYS =
      Map.of(
          "GOOD", key("GOOD", AccessPolicy.administrator(), false),
          "REVOKED", key("REVOKED", AccessPolicy.administrator(), true),
          "LIMITED",
              key(
                  "LIMITED",
                  new AccessPolicy(
                      List.of(
                          new Statement(
                              Effect.ALLOW,
                              List.of("cognito-idp:Describe*"),
                              List.of("arn:aws:cognito-idp:eu-west-1:*:userpool/*")))),
                  false));

  private static TestDoor door;
  private static TestDoor frozen;

  @BeforeAll
  static void open() {
    FrontDoorSettings settings = FrontDoorSettings.plain("127.0.0.1", 0);
    door = new TestDoor(settings, signatures(InstantSource.system()));
    frozen =
        new TestDoor(
            settings,
            signatures(InstantSource.fixed(NOW), InstantSource.fixed(NOW.plusSeconds(86400))));
  }

  @AfterAll
  static void close() {
    door.close();
    frozen.close();
  }

  private static Signatures signatures(InstantSource... clocks) {
    return new VerifiedSignatures(
        id -> Optional.ofNullable(KEYS.get(id)), List.of(clocks), Set.of("eu-west-1", "us-east-1"));
  }

  private static AccessKey key(String id, AccessPolicy policy, boolean revoked) {
    return new AccessKey(
        id, "111122223333", "ada", Secret.of("secret-" + id), policy, NOW, revoked);
  }

  private static CognitoIdentityProviderClient client(String id, String secret) {
    return CognitoIdentityProviderClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(door.uri(""))
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
        .build();
  }

  @Test
  void sdkCallIsAcceptedAndNamesRegionAndAccount() {
    try (CognitoIdentityProviderClient client = client("GOOD", "secret-GOOD")) {
      assertThat(client.describeUserPool(it -> it.userPoolId("eu-west-1_Good1")).userPool())
          .satisfies(
              pool -> {
                assertThat(pool.id()).isEqualTo("eu-west-1_Good1");
                assertThat(pool.name()).isEqualTo("111122223333");
                assertThat(pool.domain()).isEqualTo("eu-west-1");
              });
    }
  }

  @Test
  void sdkSeesTheErrorOfAWrongSecret() {
    try (CognitoIdentityProviderClient client = client("GOOD", "other")) {
      assertThatThrownBy(() -> client.describeUserPool(it -> it.userPoolId("eu-west-1_Good1")))
          .isInstanceOfSatisfying(
              CognitoIdentityProviderException.class,
              e -> {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException");
                assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(MISMATCH);
              });
    }
  }

  @Test
  void publicOperationTakesNoNoticeOfASignature() {
    try (CognitoIdentityProviderClient client = client("UNKNOWN", "x")) {
      assertThat(client.initiateAuth(it -> it.clientId("c").authFlow("USER_AUTH")).session())
          .isEqualTo("c");
    }
  }

  @Test
  void policyAllowsAndDenies() {
    try (CognitoIdentityProviderClient client = client("LIMITED", "secret-LIMITED")) {
      client.describeUserPool(it -> it.userPoolId("eu-west-1_Good1"));
      assertThatThrownBy(() -> client.deleteUserPool(it -> it.userPoolId("eu-west-1_Good1")))
          .hasMessageContaining(
              "User: arn:aws:iam::111122223333:user/ada is not authorized to perform:"
                  + " cognito-idp:DeleteUserPool on resource:"
                  + " arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Good1 because"
                  + " no identity-based policy allows the cognito-idp:DeleteUserPool action");
    }
  }

  @Test
  void policyOfOneRegionIsNotAvoidedBySigningForIt() {
    try (CognitoIdentityProviderClient client = client("LIMITED", "secret-LIMITED")) {
      assertThatThrownBy(() -> client.describeUserPool(it -> it.userPoolId("us-east-1_Other")))
          .isInstanceOfSatisfying(
              CognitoIdentityProviderException.class,
              e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }
  }

  record Case(
      String name,
      SigningKey credentials,
      Instant at,
      UnaryOperator<Map<String, String>> bend,
      String error,
      String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> bentSignatures() {
    SigningKey good = new SigningKey("GOOD", "eu-west-1", "cognito-idp");
    UnaryOperator<Map<String, String>> as = UnaryOperator.identity();
    String incomplete = "IncompleteSignatureException";
    String invalid = "InvalidSignatureException";
    return Stream.of(
        new Case("straight", good, NOW, as, "", ""),
        new Case("by the moved clock", good, NOW.plusSeconds(86400), as, "", ""),
        new Case("five minutes early", good, NOW.minusSeconds(300), as, "", ""),
        new Case("five minutes late", good, NOW.plusSeconds(300), as, "", ""),
        new Case(
            "too old",
            good,
            NOW.minusSeconds(301),
            as,
            invalid,
            "Signature expired: 20260203T040005Z is now earlier than 20260203T040006Z"
                + " (20260203T040506Z - 5 min.)"),
        new Case(
            "from the future",
            good,
            NOW.plusSeconds(301),
            as,
            invalid,
            "Signature not yet current: 20260203T041007Z is still later than 20260203T041006Z"
                + " (20260203T040506Z + 5 min.)"),
        new Case(
            "no header",
            good,
            NOW,
            bend("Authorization", _ -> ""),
            "MissingAuthenticationTokenException",
            "Missing Authentication Token"),
        new Case(
            "other scheme",
            good,
            NOW,
            bend("Authorization", _ -> "Bearer abc"),
            "MissingAuthenticationTokenException",
            "Missing Authentication Token"),
        new Case(
            "unknown key",
            new SigningKey("NOBODY", "eu-west-1", "cognito-idp"),
            NOW,
            as,
            "UnrecognizedClientException",
            INVALID_TOKEN),
        new Case(
            "revoked key",
            new SigningKey("REVOKED", "eu-west-1", "cognito-idp"),
            NOW,
            as,
            "UnrecognizedClientException",
            INVALID_TOKEN),
        new Case(
            "session token",
            good,
            NOW,
            bend("X-Amz-Security-Token", _ -> "abc"),
            "UnrecognizedClientException",
            INVALID_TOKEN),
        new Case(
            "region not served",
            new SigningKey("GOOD", "eu-north-1", "cognito-idp"),
            NOW,
            as,
            invalid,
            "Credential should be scoped to a valid region. "),
        new Case(
            "other service",
            new SigningKey("GOOD", "eu-west-1", "iam"),
            NOW,
            as,
            invalid,
            "Credential should be scoped to correct service: 'cognito-idp'. "),
        new Case(
            "signature bent",
            good,
            NOW,
            bend("Authorization", it -> it.replaceFirst("Signature=.", "Signature=z")),
            invalid,
            MISMATCH),
        new Case(
            "signature cut",
            good,
            NOW,
            bend("Authorization", it -> it.substring(0, it.length() - 2)),
            invalid,
            MISMATCH),
        new Case(
            "target exchanged",
            good,
            NOW,
            bend("X-Amz-Target", _ -> TestDoor.TARGET + "DeleteUserPool"),
            invalid,
            MISMATCH),
        new Case(
            "payload hash of another body",
            good,
            NOW,
            bend("x-amz-content-sha256", _ -> "0".repeat(64)),
            invalid,
            MISMATCH),
        new Case(
            "unsigned payload",
            good,
            NOW,
            bend("x-amz-content-sha256", _ -> "UNSIGNED-PAYLOAD"),
            invalid,
            MISMATCH),
        new Case(
            "date changed",
            good,
            NOW,
            bend("X-Amz-Date", _ -> "20260203T040507Z"),
            invalid,
            MISMATCH),
        new Case(
            "date of another day",
            good,
            NOW,
            bend("X-Amz-Date", _ -> "20260204T040506Z"),
            invalid,
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                + " HTTP: '20260203' != '20260204', from '20260204T040506Z'."),
        new Case(
            "date malformed",
            good,
            NOW,
            bend("X-Amz-Date", _ -> "yesterday"),
            incomplete,
            "Date must be in ISO-8601 'basic format'. Got 'yesterday'."),
        new Case(
            "host not signed",
            good,
            NOW,
            bend("Authorization", it -> it.replace("host;", "")),
            invalid,
            "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."),
        new Case(
            "target not signed",
            good,
            NOW,
            bend("Authorization", it -> it.replace(";x-amz-target", "")),
            invalid,
            "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization."),
        new Case(
            "terminator",
            good,
            NOW,
            bend("Authorization", it -> it.replace("aws4_request", "aws5_request")),
            invalid,
            "Credential should be scoped with a valid terminator: 'aws4_request', not"
                + " 'aws5_request'."),
        new Case(
            "credential too short",
            good,
            NOW,
            bend("Authorization", it -> it.replace("/aws4_request", "")),
            incomplete,
            "Credential must have exactly 5 slash-delimited elements, e.g."
                + " keyid/date/region/service/term, got 'GOOD/20260203/eu-west-1/cognito-idp'"),
        new Case(
            "nothing but the algorithm",
            good,
            NOW,
            bend("Authorization", _ -> "AWS4-HMAC-SHA256"),
            incomplete,
            "Authorization header requires 'Credential' parameter. Authorization header requires"
                + " 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter."
                + " Authorization=AWS4-HMAC-SHA256"),
        new Case(
            "no date at all",
            good,
            NOW,
            bend("X-Amz-Date", _ -> "")
                    .andThen(
                        bend(
                            "Authorization",
                            _ ->
                                "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host,"
                                    + " Signature=0"))
                ::apply,
            incomplete,
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
                + " Authorization=AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host,"
                + " Signature=0"),
        new Case(
            "header beyond its bound",
            good,
            NOW,
            bend("Authorization", it -> it + ", x=" + "y".repeat(5000)),
            incomplete,
            "Authorization header is longer than 4096 characters."));
  }

  @ParameterizedTest
  @MethodSource
  void bentSignatures(Case row) throws Exception {
    Map<String, String> headers =
        row.bend().apply(row.credentials().sign(frozen.uri("/"), BODY, row.at()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(frozen.uri("/")).POST(HttpRequest.BodyPublishers.ofString(BODY));
    headers.forEach(
        (name, value) -> {
          if (!value.isEmpty() && !name.equalsIgnoreCase("Host")) {
            request.header(name, value);
          }
        });
    HttpResponse<String> response = frozen.send(request);
    if (row.error().isEmpty()) {
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    } else {
      assertThat(response.body())
          .isEqualTo("{\"__type\":\"" + row.error() + "\",\"message\":\"" + row.message() + "\"}");
      assertThat(response.statusCode()).isEqualTo(400);
    }
  }

  private static UnaryOperator<Map<String, String>> bend(
      String header, UnaryOperator<String> change) {
    return headers -> {
      headers.put(header, change.apply(headers.getOrDefault(header, "")));
      return headers;
    };
  }
}
