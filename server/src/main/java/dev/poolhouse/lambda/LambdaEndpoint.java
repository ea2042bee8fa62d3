package dev.poolhouse.lambda;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.trigger.Functions;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// Functions behind Lambda's Invoke: AWS itself, or a local server that speaks it. May be shared.
///
/// Source: Lambda API reference, Invoke; triggers reference §7.
final class LambdaEndpoint implements Target {
  private static final Logger LOG = LoggerFactory.getLogger(LambdaEndpoint.class);
  private static final String PATH = "/2015-03-31/functions/";
  private static final int OK = 200;

  private final Calls calls;
  private final Optional<URI> endpoint;
  private final AwsCredentialsProvider credentials;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  /// @param endpoint scheme, host and port; empty for Amazon's in the function's region
  /// @param credentials what calls are signed with
  LambdaEndpoint(Calls calls, Optional<URI> endpoint, AwsCredentialsProvider credentials) {
    this.calls = calls;
    this.endpoint = endpoint;
    this.credentials = credentials;
  }

  @Override
  public Functions.Outcome invoke(FunctionArn function, Functions.Call call) {
    try {
      Calls.Reply reply =
          calls.send(request(function, call.event()), call.patience(), LARGEST_ANSWER);
      if (reply.status() != OK) {
        return new Functions.Outcome.Refused(code(reply));
      }
      if (reply.body().isEmpty()) {
        return new Functions.Outcome.Refused("ResponseSizeTooLarge");
      }
      return reply.header("X-Amz-Function-Error").isPresent()
          ? FunctionError.of(reply.body().get())
          : new Functions.Outcome.Returned(Secret.of(reply.body().get()));
    } catch (HttpTimeoutException e) {
      return new Functions.Outcome.TimedOut();
    } catch (IOException e) {
      LOG.warn("{} cannot be called: {}", function.name(), e.getMessage());
      return new Functions.Outcome.Refused("SdkClientException");
    } catch (SdkClientException e) {
      LOG.warn("{} cannot be called: no credentials are found", function.name());
      LOG.debug("credentials", e);
      return new Functions.Outcome.Refused("SdkClientException");
    }
  }

  /// The error's name, which may carry more behind a colon.
  private static String code(Calls.Reply reply) {
    return reply
        .header("x-amzn-ErrorType")
        .map(type -> type.split(":", 2)[0])
        .filter(type -> !type.isEmpty())
        .orElse("ServiceException");
  }

  /// Source: AWS general reference, "AWS Lambda endpoints".
  private static URI amazon(String region) {
    String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return URI.create("https://lambda." + region + "." + domain);
  }

  private HttpRequest request(FunctionArn function, Secret event) {
    byte[] body = event.reveal().getBytes(StandardCharsets.UTF_8);
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint.orElseGet(() -> amazon(function.region())))
            .encodedPath(
                PATH + URLEncoder.encode(function.text(), StandardCharsets.UTF_8) + "/invocations")
            .putHeader("Content-Type", "application/json")
            .putHeader("X-Amz-Invocation-Type", "RequestResponse")
            .build();
    AwsCredentialsIdentity identity = credentials.resolveCredentials();
    SignedRequest signed =
        signer.sign(
            sign ->
                sign.identity(identity)
                    .request(unsigned)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, function.region()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(signed.request().getUri())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    signed
        .request()
        .forEachHeader(
            (name, values) -> {
              if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }
}
