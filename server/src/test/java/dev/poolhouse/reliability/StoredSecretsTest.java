package dev.poolhouse.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.app.Server;
import dev.poolhouse.app.ServerSettings;
import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.http.FrontDoorSettings;
import dev.poolhouse.sql.StoredValues;
import dev.poolhouse.sql.StoredValues.Stored;
import dev.poolhouse.sql.TestDatabase;
import dev.poolhouse.sql.TestDatabases;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Proves by looking into the database that a stolen copy shows no password, hash of a password
/// alone, client secret, code, token or private key; that one password of two users leaves nothing
/// they share; and that two installations share no signing key.
@EachServer
final class StoredSecretsTest {
  private final TestServer server;

  StoredSecretsTest(TestServer server) {
    this.server = server;
  }

  @Test
  void noSecretLiesInAnyColumn() throws Exception {
    PoolFixture pool = PoolFixture.create(server);
    String clientSecret = pool.client(client -> client.generateSecret(true)).clientSecret();
    pool.confirmedUser("ann", "email", "ann@example.com", "email_verified", "true");
    AuthenticationResultType tokens =
        pool.signIn("ann", PoolFixture.PASSWORD).authenticationResult();
    server.sdk().forgotPassword(ask -> ask.clientId(pool.clientId()).username("ann"));
    String code =
        server
            .get("/_poolhouse/outbox?to=ann@example.com&wait=20")
            .json()
            .path(0)
            .path("code")
            .asString();
    List<byte[]> secrets = new ArrayList<>(traces(PoolFixture.PASSWORD));
    secrets.addAll(traces(clientSecret));
    secrets.addAll(hashes(code));
    secrets.add(utf8(tokens.refreshToken()));
    secrets.add(utf8(tokens.accessToken()));
    secrets.add(utf8("PRIVATE KEY"));
    List<Stored> stored = StoredValues.all(server.database());
    assertThat(stored).anyMatch(value -> value.holds(utf8("ann@example.com")));
    assertThat(stored).noneMatch(value -> secrets.stream().anyMatch(value::holds));
    assertThat(stored)
        .filteredOn(value -> value.column().equals("code.code_hash"))
        .isNotEmpty()
        .noneMatch(value -> value.holds(utf8(code)));
  }

  @Test
  void onePasswordOfTwoUsersLeavesNothingInCommon() {
    PoolFixture pool = PoolFixture.create(server);
    pool.confirmedUser("bea");
    pool.confirmedUser("bob");
    assertThat(salt(pool, "bea")).isNotEqualTo(salt(pool, "bob"));
    List<Stored> materials =
        StoredValues.all(server.database()).stream()
            .filter(value -> value.column().equals("password_credential.material"))
            .toList();
    assertThat(materials).hasSizeGreaterThanOrEqualTo(2);
    for (int i = 0; i < materials.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(shareRun(materials.get(i).bytes(), materials.get(j).bytes())).isFalse();
      }
    }
  }

  private String salt(PoolFixture pool, String name) {
    return Nodes.begin(
            server,
            pool.clientId(),
            AuthFlowType.USER_SRP_AUTH,
            Map.of("USERNAME", name, "SRP_A", SrpClient.create(new SecureRandom()).srpA()))
        .challengeParameters()
        .getOrDefault("SALT", "");
  }

  @Test
  void installationsAndPoolsShareNoSigningKey() throws Exception {
    List<String> all = new ArrayList<>(newInstallation());
    all.addAll(newInstallation());
    assertThat(all).hasSize(8).doesNotHaveDuplicates();
  }

  /// The public keys of two pools of a new installation that makes its keys itself.
  private static List<String> newInstallation() throws Exception {
    SecureRandom random = new SecureRandom();
    ServerSettings settings =
        ServerSettings.development(
            FrontDoorSettings.plain("127.0.0.1", 0), MasterKey.generate(random));
    try (TestDatabase database = TestDatabases.sqlite();
        Server installed = Server.start(settings, database.database(), InstantSource.system());
        HttpClient http = HttpClient.newHttpClient()) {
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        String poolId = send(http, creation(installed)).path("UserPool").path("Id").asString();
        URI jwks = URI.create(installed.url() + "/" + poolId + "/.well-known/jwks.json");
        send(http, HttpRequest.newBuilder(jwks).build())
            .path("keys")
            .forEach(key -> keys.add(key.path("n").asString()));
      }
      return keys;
    }
  }

  private static HttpRequest creation(Server server) {
    return HttpRequest.newBuilder(URI.create(server.url()))
        .header("Content-Type", "application/x-amz-json-1.1")
        .header("X-Amz-Target", "AWSCognitoIdentityProviderService.CreateUserPool")
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request,"
                + " SignedHeaders=host, Signature=00")
        .POST(HttpRequest.BodyPublishers.ofString("{\"PoolName\":\"keys\"}"))
        .build();
  }

  private static JsonNode send(HttpClient http, HttpRequest request) throws Exception {
    return new JsonMapper()
        .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /// The text itself and its unsalted hashes, each as it is, in hexadecimal and in Base64.
  private static List<byte[]> traces(String secret) throws Exception {
    List<byte[]> traces = new ArrayList<>(hashes(secret));
    traces.addAll(written(utf8(secret)));
    return traces;
  }

  private static List<byte[]> hashes(String secret) throws Exception {
    List<byte[]> hashes = new ArrayList<>();
    for (String algorithm : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
      hashes.addAll(written(MessageDigest.getInstance(algorithm).digest(utf8(secret))));
    }
    return hashes;
  }

  private static List<byte[]> written(byte[] bytes) {
    return List.of(
        bytes,
        utf8(HexFormat.of().formatHex(bytes)),
        utf8(HexFormat.of().withUpperCase().formatHex(bytes)),
        utf8(Base64.getEncoder().withoutPadding().encodeToString(bytes)),
        utf8(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Whether the same 16 bytes stand at the same place in both.
  private static boolean shareRun(byte[] one, byte[] other) {
    return IntStream.rangeClosed(0, Math.min(one.length, other.length) - 16)
        .anyMatch(i -> Arrays.equals(one, i, i + 16, other, i, i + 16));
  }
}
