package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;

/// `dev --seed`: the example of the documentation gives users who sign in; a second start changes
/// nothing; what cannot be used is refused with its reason.
final class SeedTest {
  private static final String POOL = "us-east-1_Local0001";

  @TempDir private Path folder;

  private CommandRun.Ongoing dev(Path seed) {
    return new CommandRun.Ongoing(
        Map.of(),
        "dev",
        "--port",
        "0",
        "--data",
        folder.resolve("data").toString(),
        "--seed",
        seed.toString());
  }

  /// The example in `docs/seed.md`, with a client that takes a password.
  private Path example() throws IOException {
    String page = Files.readString(Path.of("../docs/seed.md"));
    int begin = page.indexOf("```json\n") + 8;
    String json = page.substring(begin, page.indexOf("```", begin));
    Path file = folder.resolve("seed.json");
    Files.writeString(file, json.replace("ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH"));
    return file;
  }

  @Test
  void exampleOfTheDocumentationWorks() throws IOException {
    Path seed = example();
    try (CommandRun.Ongoing server = dev(seed)) {
      CommandRun run = server.start();
      assertThat(run.out())
          .startsWith(
              """
              Pool us-east-1_Local0001 was made.
              Group admins was made.
              Client webclient was made.
              Client backend was made.
              User alice@example.com was made.
              """);
      check(URI.create(run.value("Endpoint:")));
    }
    try (CommandRun.Ongoing server = dev(seed)) {
      CommandRun run = server.start();
      assertThat(run.out())
          .startsWith(
              """
              Pool us-east-1_Local0001 is there already and was left alone.
              Group admins is there already and was left alone.
              Client webclient is there already and was left alone.
              Client backend is there already and was left alone.
              User alice@example.com is there already and was left alone.
              """);
      check(URI.create(run.value("Endpoint:")));
    }
  }

  private static void check(URI url) {
    try (CognitoIdentityProviderClient sdk =
        CognitoIdentityProviderClient.builder()
            .endpointOverride(url)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      String token =
          sdk.initiateAuth(
                  auth ->
                      auth.clientId("webclient")
                          .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                          .authParameters(
                              Map.of(
                                  "USERNAME", "alice@example.com", "PASSWORD", "Correct-Horse-7")))
              .authenticationResult()
              .accessToken();
      String username = sdk.getUser(get -> get.accessToken(token)).username();
      assertThat(
              sdk.adminListGroupsForUser(list -> list.userPoolId(POOL).username(username)).groups())
          .extracting(GroupType::groupName)
          .containsExactly("admins");
      assertThat(
              sdk.describeUserPoolClient(get -> get.userPoolId(POOL).clientId("backend"))
                  .userPoolClient()
                  .clientSecret())
          .isEqualTo("an_example_secret_of_36_characters_xx");
    }
  }

  record Case(String json, String reason) {}

  static Stream<Case> refused() {
    return Stream.of(
        new Case("[]", ": the file is not a JSON object; see docs/seed.md."),
        new Case("{\"pool\":[]}", ": the file has an unknown member pool; see docs/seed.md."),
        new Case("{\"pools\":{}}", ": pools is not a list; see docs/seed.md."),
        new Case("{\"pools\":[{}]}", ": the text id is missing; see docs/seed.md."),
        new Case(
            "{\"pools\":[{\"id\":\"us-east-1_a\",\"name\":\"x\",\"settings\":{\"Polices\":{}}}]}",
            ": settings has an unknown member Polices; see docs/seed.md."),
        new Case(
            "{\"pools\":[{\"id\":\"nonsense\",\"name\":\"x\"}]}", ": Pool nonsense was refused: "),
        new Case(
            "{\"pools\":[{\"id\":\"us-east-1_a\",\"name\":\"x\",\"users\":[{\"username\":\"u\",\"password\":\"short\"}]}]}",
            ": User u was refused: Password did not conform with password policy: "));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatCannotBeUsedIsRefused(Case given) throws IOException {
    Path seed = folder.resolve("seed.json");
    Files.writeString(seed, given.json);
    CommandRun run =
        CommandRun.of(Map.of(), "dev", "--in-memory", "--port", "0", "--seed", seed.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("--seed " + seed + given.reason);
  }
}
