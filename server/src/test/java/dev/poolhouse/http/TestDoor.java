package dev.poolhouse.http;

import dev.poolhouse.user.Turns;
import dev.poolhouse.wire.Constraints;
import dev.poolhouse.wire.Networks;
import io.helidon.webserver.http.HttpService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateManagedLoginBrandingRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateManagedLoginBrandingResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// A front door on a free port with a few small operations behind it.
final class TestDoor implements AutoCloseable {
  static final String TARGET = "AWSCognitoIdentityProviderService.";
  static final String TYPE = "application/x-amz-json-1.1";
  static final Scopes SCOPES = new Scopes("eu-central-1", "000000000000");

  private final FrontDoor door;
  private final HttpClient client = HttpClient.newHttpClient();
  private final MeterRegistry meters = new SimpleMeterRegistry();

  TestDoor(FrontDoorSettings settings, Signatures signatures, HttpService... more) {
    ApiHandler api =
        new ApiHandler(
            operations(),
            Constraints.load(),
            new Callers(signatures, SCOPES),
            new RequestHeads(new ClientAddress(Networks.none()), new SecureRandom()),
            Turns.standard(),
            meters);
    this.door = FrontDoor.open(settings, Stream.concat(Stream.of(api), Stream.of(more)).toList());
  }

  /// A door that takes any credentials.
  static TestDoor named(HttpService... more) {
    return new TestDoor(FrontDoorSettings.plain("127.0.0.1", 0), new NamedSignatures(SCOPES), more);
  }

  /// Small operations with a visible effect: who called comes back in the answer.
  static OperationTable operations() {
    return new OperationTable()
        .register(
            "DescribeUserPool",
            (caller, request) -> {
              DescribeUserPoolRequest describe = (DescribeUserPoolRequest) request;
              return DescribeUserPoolResponse.builder()
                  .userPool(
                      UserPoolType.builder()
                          .id(describe.userPoolId())
                          .name(caller.origin().account())
                          .domain(caller.origin().region())
                          .build())
                  .build();
            })
        .register(
            "InitiateAuth",
            (_, request) ->
                InitiateAuthResponse.builder()
                    .session(((InitiateAuthRequest) request).clientId())
                    .build())
        .register(
            "UpdateManagedLoginBranding",
            (_, request) -> {
              ((UpdateManagedLoginBrandingRequest) request).userPoolId();
              return UpdateManagedLoginBrandingResponse.builder().build();
            })
        .register("DeleteUserPool", (_, _) -> DeleteUserPoolResponse.builder().build())
        .register(
            "ListUserPools",
            (_, _) -> {
              throw new IllegalStateException("secret detail");
            });
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + door.port() + path);
  }

  int port() {
    return door.port();
  }

  MeterRegistry meters() {
    return meters;
  }

  /// An API call that signs nothing.
  HttpRequest.Builder call(String operation, String body) {
    return HttpRequest.newBuilder(uri("/"))
        .header("Content-Type", TYPE)
        .header("X-Amz-Target", TARGET + operation)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
    door.close();
  }
}
