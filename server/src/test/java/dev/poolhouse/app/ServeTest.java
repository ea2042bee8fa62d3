package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;

/// `setup`, then `serve`: administrators' calls must be signed with a good key whose policy allows
/// them, users' calls need no signature, and nothing of the development profile is there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServeTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("POOLHOUSE_LISTEN_PORT", "0", "POOLHOUSE_METRICS", "on");

  @TempDir private static Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private Key admin;
  private CommandRun.Ongoing server;
  private URI url;

  /// What a program signs with.
  private record Key(String id, String secret) {
    static Key of(CommandRun run) {
      return new Key(run.value("Access key ID:"), run.value("Secret access key:"));
    }
  }

  @BeforeAll
  void start() {
    CommandRun setup = CommandRun.of(Map.of(), "setup", "--dir", folder.toString());
    assertThat(setup.err()).isEmpty();
    admin = Key.of(setup);
    server = new CommandRun.Ongoing(ENVIRONMENT, "serve", "--config", configuration());
    url = URI.create(server.start().value("Endpoint:"));
  }

  @AfterAll
  void stop() {
    http.close();
    server.close();
  }

  private static String configuration() {
    return folder.resolve("poolhouse.conf").toString();
  }

  private CognitoIdentityProviderClient client(AwsCredentialsProvider credentials) {
    return client(url, credentials);
  }

  private static CognitoIdentityProviderClient client(URI endpoint, Key key) {
    return client(
        endpoint, StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id, key.secret)));
  }

  private static CognitoIdentityProviderClient client(
      URI endpoint, AwsCredentialsProvider credentials) {
    return CognitoIdentityProviderClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private CognitoIdentityProviderClient client(Key key) {
    return client(url, key);
  }

  private Key key(String name, String... rights) {
    String[] arguments = {"keys", "create", "--config", configuration(), "--name", name};
    String[] all = Arrays.copyOf(arguments, arguments.length + rights.length);
    System.arraycopy(rights, 0, all, arguments.length, rights.length);
    CommandRun run = CommandRun.of(Map.of(), all);
    assertThat(run.err()).isEmpty();
    return Key.of(run);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(url.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void rightSignatureIsAccepted() {
    listPools();
  }

  private void listPools() {
    try (CognitoIdentityProviderClient sdk = client(admin)) {
      assertThat(sdk.listUserPools(list -> list.maxResults(1)).sdkHttpResponse().statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void unsignedAdminCallIsRefused() {
    try (CognitoIdentityProviderClient sdk = client(AnonymousCredentialsProvider.create())) {
      assertThat(Refusal.of(() -> sdk.listUserPools(list -> list.maxResults(1))))
          .isEqualTo(
              new Refusal("MissingAuthenticationTokenException", "Missing Authentication Token"));
    }
  }

  @Test
  void wrongSecretIsRefused() {
    try (CognitoIdentityProviderClient sdk = client(new Key(admin.id, "wrong"))) {
      assertThat(Refusal.of(() -> sdk.listUserPools(list -> list.maxResults(1))).type())
          .isEqualTo("InvalidSignatureException");
    }
  }

  @Test
  void unknownKeyIsRefused() {
    try (CognitoIdentityProviderClient sdk = client(new Key("PHKAUNKNOWN", admin.secret))) {
      assertThat(Refusal.of(() -> sdk.listUserPools(list -> list.maxResults(1))))
          .isEqualTo(
              new Refusal(
                  "UnrecognizedClientException",
                  "The security token included in the request is invalid."));
    }
  }

  @Test
  void callThatThePolicyDoesNotAllowIsRefused() throws IOException {
    Path policy = folder.resolve("policy.json");
    Files.writeString(
        policy,
        """
        {"Statement": [{"Effect": "Allow", "Action": "cognito-idp:List*", "Resource": "*"}]}
        """);
    Key reader = key("reader", "--policy", policy.toString());
    try (CognitoIdentityProviderClient sdk = client(reader)) {
      assertThat(sdk.listUserPools(list -> list.maxResults(1)).sdkHttpResponse().statusCode())
          .isEqualTo(200);
      assertThat(Refusal.of(() -> sdk.createUserPool(pool -> pool.poolName("x"))))
          .isEqualTo(
              new Refusal(
                  "AccessDeniedException",
                  "User: arn:aws:iam::000000000000:user/reader is not authorized to perform:"
                      + " cognito-idp:CreateUserPool on resource: * because no identity-based"
                      + " policy allows the cognito-idp:CreateUserPool action"));
    }
  }

  @Test
  void revokedKeyIsRefusedWithinASecondOrSo() {
    Key revoked = key("shortlived", "--admin");
    try (CognitoIdentityProviderClient sdk = client(revoked)) {
      assertThat(sdk.listUserPools(list -> list.maxResults(1)).sdkHttpResponse().statusCode())
          .isEqualTo(200);
      CommandRun run =
          CommandRun.of(Map.of(), "keys", "revoke", "--config", configuration(), revoked.id);
      assertThat(run.exitCode()).isZero();
      Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
      String type = "";
      while (!type.equals("UnrecognizedClientException") && Instant.now().isBefore(deadline)) {
        type = typeOf(sdk);
      }
      assertThat(type).isEqualTo("UnrecognizedClientException");
    }
  }

  private static String typeOf(CognitoIdentityProviderClient sdk) {
    try {
      sdk.listUserPools(list -> list.maxResults(1));
      return "";
    } catch (AwsServiceException e) {
      return e.awsErrorDetails().errorCode();
    }
  }

  @Test
  void usersSignInWithoutASignature() {
    try (CognitoIdentityProviderClient sdk = client(admin);
        CognitoIdentityProviderClient anonymous = client(AnonymousCredentialsProvider.create())) {
      String pool = sdk.createUserPool(create -> create.poolName("p")).userPool().id();
      String clientId =
          sdk.createUserPoolClient(
                  create ->
                      create
                          .userPoolId(pool)
                          .clientName("c")
                          .explicitAuthFlows(
                              ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                              ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
              .userPoolClient()
              .clientId();
      sdk.adminCreateUser(
          create -> create.userPoolId(pool).username("ann").messageAction("SUPPRESS"));
      sdk.adminSetUserPassword(
          set -> set.userPoolId(pool).username("ann").password("Correct-Horse-7").permanent(true));
      String token =
          anonymous
              .initiateAuth(
                  auth ->
                      auth.clientId(clientId)
                          .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                          .authParameters(Map.of("USERNAME", "ann", "PASSWORD", "Correct-Horse-7")))
              .authenticationResult()
              .accessToken();
      assertThat(anonymous.getUser(get -> get.accessToken(token)).username()).isEqualTo("ann");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/_poolhouse/outbox", "/_poolhouse/clock", "/_poolhouse/", "/_poolhouse"})
  void developmentRoutesDoNotExist(String path) throws IOException, InterruptedException {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void healthAndMetricsAreShown() throws IOException, InterruptedException {
    assertThat(get("/health/live").body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"UP\"}");
    listPools();
    assertThat(get("/metrics").body()).contains("poolhouse_api_requests");
  }

  @Test
  void metricsAreNotShownToOthers() throws IOException, InterruptedException {
    Map<String, String> environment =
        Map.of(
            "POOLHOUSE_LISTEN_PORT", "0",
            "POOLHOUSE_METRICS", "on",
            "POOLHOUSE_METRICS_NETWORKS", "192.0.2.0/24");
    try (CommandRun.Ongoing other =
        new CommandRun.Ongoing(environment, "serve", "--config", configuration())) {
      URI metrics = URI.create(other.start().value("Endpoint:")).resolve("/metrics");
      assertThat(
              http.send(
                      HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void developmentServerVerifiesSignaturesWhenTold() throws IOException {
    String data = Files.createDirectory(folder.resolve("dev")).toString();
    try (CommandRun.Ongoing dev =
        new CommandRun.Ongoing(
            Map.of(), "dev", "--verify-signatures", "--port", "0", "--data", data)) {
      URI endpoint = URI.create(dev.start().value("Endpoint:"));
      Key made =
          Key.of(
              CommandRun.of(Map.of(), "keys", "create", "--data", data, "--name", "x", "--admin"));
      try (CognitoIdentityProviderClient right = client(endpoint, made);
          CognitoIdentityProviderClient wrong = client(endpoint, admin)) {
        assertThat(right.listUserPools(list -> list.maxResults(1)).userPools()).isEmpty();
        assertThat(Refusal.of(() -> wrong.listUserPools(list -> list.maxResults(1))).type())
            .isEqualTo("UnrecognizedClientException");
      }
    }
  }
}
