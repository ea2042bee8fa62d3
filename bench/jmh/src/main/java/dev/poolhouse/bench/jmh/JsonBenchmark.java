package dev.poolhouse.bench.jmh;

import dev.poolhouse.wire.ApiCodec;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;

/// The bodies of a password sign-in.
@State(Scope.Benchmark)
public class JsonBenchmark {
  private final byte[] request =
      """
      {"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"1234567890abcdefghijklmnop",
       "AuthParameters":{"USERNAME":"user-0001234","PASSWORD":"Correct-Horse-7"}}
      """
          .getBytes(StandardCharsets.UTF_8);
  private final InitiateAuthResponse response =
      InitiateAuthResponse.builder()
          .authenticationResult(
              result ->
                  result
                      .accessToken("a".repeat(1100))
                      .idToken("i".repeat(1200))
                      .refreshToken("r".repeat(600))
                      .tokenType("Bearer")
                      .expiresIn(3600))
          .build();

  /// Reads the request.
  @Benchmark
  public InitiateAuthRequest decode() {
    return ApiCodec.read(InitiateAuthRequest::builder, request);
  }

  /// Writes the response.
  @Benchmark
  public byte[] encode() {
    return ApiCodec.write(response);
  }
}
