package dev.poolhouse.testing;

import dev.poolhouse.app.DevClock;
import dev.poolhouse.app.Server;
import dev.poolhouse.app.ServerSettings;
import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.TestKeyPairs;
import dev.poolhouse.http.FrontDoorSettings;
import dev.poolhouse.kms.CodeKey;
import dev.poolhouse.lambda.FunctionSettings;
import dev.poolhouse.sql.TestDatabase;
import dev.poolhouse.sql.TestDatabases;
import dev.poolhouse.user.Turns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/// A development server on a free port with a database of its own.
///
/// Call it with the AWS SDK ([#sdk]) or, where bytes matter, with raw JSON ([#call]). Use
/// [EachServer] to run a test class on SQLite and on PostgreSQL.
public final class TestServer implements AutoCloseable {
  private static final String MASTER =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

  /// Nobody is refused, however many sign in at once.
  private static final Turns.Numbers LONG_LINE = new Turns.Numbers(2, 16, 100_000);

  private final TestDatabase database;
  private final boolean ownsDatabase;
  private final FunctionEndpoint functions = new FunctionEndpoint();
  private final Server server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final CognitoIdentityProviderClient sdk;

  private TestServer(TestDatabase database, boolean ownsDatabase) {
    this(database, ownsDatabase, new Turns(LONG_LINE));
  }

  private TestServer(TestDatabase database, boolean ownsDatabase, Turns turns) {
    this.database = database;
    this.ownsDatabase = ownsDatabase;
    this.server =
        Server.start(
            settings(), database.database(), InstantSource.system(), TestKeyPairs::next, turns);
    this.sdk = sdk("test");
  }

  private ServerSettings settings() {
    return ServerSettings.development(
            FrontDoorSettings.plain("127.0.0.1", 0),
            MasterKey.parse(Secret.of(MASTER), new SecureRandom()))
        .with(new CodeKey.Local(codeKey()))
        .with(
            FunctionSettings.none()
                .with(FunctionSettings.Invoke.at(functions.url(), "test", Secret.of("secret"))));
  }

  /// The AES key that codes are encrypted with for functions that send messages.
  public static Secret codeKey() {
    return Secret.of("0123456789abcdef0123456789abcdef");
  }

  /// A server on SQLite.
  public static TestServer sqlite() {
    return new TestServer(TestDatabases.sqlite(), true);
  }

  /// A server on SQLite whose turns the test takes as well.
  public static TestServer sqlite(Turns turns) {
    return new TestServer(TestDatabases.sqlite(), true, turns);
  }

  /// A server on PostgreSQL, with a locale that does not sort by bytes.
  public static TestServer postgres() {
    return new TestServer(TestDatabases.postgresIcu(), true);
  }

  /// A second node on the same database, with caches and a clock of its own, and on PostgreSQL with
  /// connections of its own. Close it before the first.
  public TestServer secondNode() {
    return database.shareable()
        ? new TestServer(TestDatabases.secondNode(database), true)
        : new TestServer(database, false);
  }

  /// An SDK client with any credentials, account 000000000000.
  public CognitoIdentityProviderClient sdk() {
    return sdk;
  }

  /// An SDK client with the given access key id; twelve digits name an account.
  public CognitoIdentityProviderClient sdk(String accessKeyId) {
    return CognitoIdentityProviderClient.builder()
        .endpointOverride(url())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "secret")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  /// Where the server listens.
  public URI url() {
    return URI.create(server.url());
  }

  /// The server's movable clock.
  public DevClock clock() {
    return server.devClock();
  }

  /// Where the functions of the server's triggers run.
  public FunctionEndpoint functions() {
    return functions;
  }

  /// The database behind the server, for tests that look at what is stored.
  public TestDatabase database() {
    return database;
  }

  /// Calls an operation with a JSON body and any credentials.
  public RawAnswer call(String operation, String json) {
    return send(
        HttpRequest.newBuilder(url())
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation)
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request,"
                    + " SignedHeaders=host, Signature=00")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  /// Gets a path of the server.
  public RawAnswer get(String path) {
    return send(HttpRequest.newBuilder(url().resolve(path)).GET().build());
  }

  /// Sends a request.
  public RawAnswer send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new RawAnswer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    sdk.close();
    http.close();
    server.close();
    functions.close();
    if (ownsDatabase) {
      database.close();
    }
  }

  @Override
  public String toString() {
    return database.name();
  }
}
