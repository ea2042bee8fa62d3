package dev.poolhouse.bench.jmh;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.http.RequestHead;
import dev.poolhouse.http.Signer;
import dev.poolhouse.http.VerifiedSignatures;
import dev.poolhouse.key.AccessKey;
import dev.poolhouse.key.AccessPolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// The check of an administrator's signature, made by the AWS SDK.
@State(Scope.Benchmark)
public class SigV4Benchmark {
  private static final String SECRET = "secret-of-forty-letters-or-thereabouts-1";
  private static final byte[] BODY =
      "{\"UserPoolId\":\"us-east-1_AbCdEfGh1\",\"Username\":\"user-0001234\"}"
          .getBytes(StandardCharsets.UTF_8);

  private final Instant now = InstantSource.system().instant();
  private final AccessKey key =
      new AccessKey(
          "PHKAEXAMPLE",
          "000000000000",
          "bench",
          Secret.of(SECRET),
          AccessPolicy.administrator(),
          now,
          false);
  private final VerifiedSignatures signatures =
      new VerifiedSignatures(
          _ -> Optional.of(key), List.of(InstantSource.fixed(now)), Set.of("us-east-1"));
  private final RequestHead head = new RequestHead("POST", "/", "", headers(), "127.0.0.1", "id");

  private static Map<String, List<String>> headers() {
    SdkHttpFullRequest request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://127.0.0.1:7665/"))
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", "AWSCognitoIdentityProviderService.AdminGetUser")
            .build();
    Map<String, List<String>> signed =
        AwsV4HttpSigner.create()
            .sign(
                it ->
                    it.identity(AwsCredentialsIdentity.create("PHKAEXAMPLE", SECRET))
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(BODY))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "cognito-idp")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request()
            .headers();
    Map<String, List<String>> headers = new HashMap<>();
    signed.forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return headers;
  }

  /// Checks the signature and finds the key, which lies in memory.
  @Benchmark
  public Signer check() {
    return signatures.signer(head, BODY);
  }
}
