package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `dev --events`: what happens is appended to the file within a moment.
final class DevEventsTest {
  @TempDir private Path folder;

  @Test
  void eventsAreAppendedToTheFile() throws IOException {
    Path file = folder.resolve("events.jsonl");
    try (CommandRun.Ongoing dev =
        new CommandRun.Ongoing(
            Map.of(), "dev", "--in-memory", "--port", "0", "--events", file.toString())) {
      URI endpoint = URI.create(dev.start().value("Endpoint:"));
      try (CognitoIdentityProviderClient sdk = sdk(endpoint)) {
        String client = clientId(sdk);
        sdk.signUp(request -> request.clientId(client).username("ann").password("Correct-Horse-7"));
        JsonNode event = new JsonMapper().readTree(firstLine(sdk, file));
        assertThat(event.path("type").asString()).isEqualTo("_userauth.sign_up");
        assertThat(event.path("clientId").asString()).isEqualTo(client);
      }
    }
  }

  private static CognitoIdentityProviderClient sdk(URI endpoint) {
    return CognitoIdentityProviderClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static String clientId(CognitoIdentityProviderClient sdk) {
    String pool = sdk.createUserPool(create -> create.poolName("p")).userPool().id();
    return sdk.createUserPoolClient(
            create ->
                create
                    .userPoolId(pool)
                    .clientName("c")
                    .analyticsConfiguration(
                        analytics ->
                            analytics.applicationArn(
                                "arn:aws:mobiletargeting:us-east-1:123456789012:apps/a1b2")))
        .userPoolClient()
        .clientId();
  }

  /// Calls the server until the line is there.
  private static String firstLine(CognitoIdentityProviderClient sdk, Path file) throws IOException {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
    while (Instant.now().isBefore(deadline)) {
      sdk.listUserPools(list -> list.maxResults(1));
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (!lines.isEmpty()) {
        return lines.getFirst();
      }
    }
    throw new AssertionError("no line came");
  }
}
