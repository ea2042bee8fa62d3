package dev.poolhouse.testkit;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A running development server and what a test needs to reach it. Point any Cognito client at
/// [#endpoint()] with [#region()], [#accessKey()] and [#secretKey()].
///
/// Immutable; may be shared by parallel tests that keep to pools of their own.
public final class Poolhouse implements AutoCloseable {
  static final String REGION = "us-east-1";

  private final URI endpoint;
  private final ServerHttp http;
  private final AutoCloseable owned;

  private Poolhouse(URI endpoint, AutoCloseable owned) {
    this.endpoint = endpoint;
    this.http = new ServerHttp(endpoint);
    this.owned = owned;
  }

  /// Starts a server of one's own. Tests rather let [WithPoolhouse] share one per test run.
  ///
  /// @throws IllegalStateException if no server or no Java to run it is found, or it does not start
  public static Poolhouse start() {
    ServerProcess process = ServerProcess.start(REGION);
    return new Poolhouse(process.endpoint(), process);
  }

  /// The same with the functions of triggers in a folder: `NAME.mjs`, `.cjs`, `.js`, `.py` or
  /// `.jar`. The last part of an ARN in a pool's `LambdaConfig` selects the file.
  public static Poolhouse startWithFunctions(Path folder) {
    ServerProcess process = ServerProcess.start(REGION, "--functions", folder.toString());
    return new Poolhouse(process.endpoint(), process);
  }

  /// A development server that somebody else started and ends.
  public static Poolhouse at(URI endpoint) {
    return new Poolhouse(endpoint, () -> {});
  }

  /// What to override in an SDK (`endpointOverride`), for example `http://127.0.0.1:40123`.
  public URI endpoint() {
    return endpoint;
  }

  /// The region that new pools get.
  public String region() {
    return REGION;
  }

  /// An access key id that the development server accepts; it accepts any.
  public String accessKey() {
    return "test";
  }

  /// The secret to sign with; the development server does not check it.
  public String secretKey() {
    return "test";
  }

  /// Every message that any pool sent.
  public Outbox outbox() {
    return new Outbox(http, "");
  }

  /// The server's clock, shared by all pools.
  public MovableClock clock() {
    return new MovableClock(http);
  }

  /// Deletes every pool and message. Not for tests that run in parallel.
  public void reset() {
    http.post("/_poolhouse/reset", "");
  }

  /// A fresh pool with one app client.
  public TestPool newPool() {
    return newPool(Map.of());
  }

  /// A fresh pool with one app client and these members of `CreateUserPool` added or replaced.
  public TestPool newPool(Map<String, ?> settings) {
    Map<String, Object> pool = new LinkedHashMap<>();
    pool.put("PoolName", "test");
    pool.put("AutoVerifiedAttributes", List.of("email"));
    pool.putAll(settings);
    String poolId = ServerHttp.text(member(call("CreateUserPool", pool), "UserPool"), "Id");
    Map<String, Object> client = new LinkedHashMap<>();
    client.put("UserPoolId", poolId);
    client.put("ClientName", "test");
    client.put(
        "ExplicitAuthFlows",
        List.of(
            "ALLOW_USER_SRP_AUTH",
            "ALLOW_USER_PASSWORD_AUTH",
            "ALLOW_ADMIN_USER_PASSWORD_AUTH",
            "ALLOW_REFRESH_TOKEN_AUTH"));
    Map<String, Object> created = call("CreateUserPoolClient", client);
    String clientId = ServerHttp.text(member(created, "UserPoolClient"), "ClientId");
    return new TestPool(this, poolId, clientId);
  }

  /// Calls an operation by its API name with raw members and returns the members of the answer:
  /// maps, lists, text, [java.math.BigDecimal] and booleans.
  ///
  /// @throws RefusedException if the answer is an error
  public Map<String, Object> call(String operation, Map<String, ?> request) {
    return http.call(operation, request);
  }

  private static Map<String, Object> member(Map<String, Object> answer, String name) {
    return Json.object(answer.getOrDefault(name, Map.of()));
  }

  Outbox outboxOf(String poolId) {
    return new Outbox(http, poolId);
  }

  /// Ends the server if [#start()] started it.
  @Override
  public void close() {
    try {
      owned.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("The server did not end", e);
    }
  }

  @Override
  public String toString() {
    return "Poolhouse at " + endpoint;
  }
}
