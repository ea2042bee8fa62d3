package dev.poolhouse.testkit;

import java.util.List;
import java.util.Map;

/// A user pool of one test's own, with an app client without a secret that allows SRP, password,
/// admin password and refresh. May be shared.
public final class TestPool {
  private final Poolhouse server;
  private final String id;
  private final String clientId;
  private final Outbox outbox;

  TestPool(Poolhouse server, String id, String clientId) {
    this.server = server;
    this.id = id;
    this.clientId = clientId;
    this.outbox = server.outboxOf(id);
  }

  /// The pool id, for example `us-east-1_AbCdEfGhI`.
  public String id() {
    return id;
  }

  /// The id of the app client.
  public String clientId() {
    return clientId;
  }

  /// The server that holds the pool.
  public Poolhouse server() {
    return server;
  }

  /// What this pool sent.
  public Outbox outbox() {
    return outbox;
  }

  /// The code in the next message of this pool to an address; waits for it.
  public String code(String to) {
    return outbox.code(to);
  }

  /// Adds a confirmed user with this permanent password and `<username>@example.com` as verified
  /// e-mail address.
  public void addUser(String username, String password) {
    server.call(
        "AdminCreateUser",
        Map.of(
            "UserPoolId",
            id,
            "Username",
            username,
            "MessageAction",
            "SUPPRESS",
            "UserAttributes",
            List.of(
                Map.of("Name", "email", "Value", username + "@example.com"),
                Map.of("Name", "email_verified", "Value", "true"))));
    server.call(
        "AdminSetUserPassword",
        Map.of("UserPoolId", id, "Username", username, "Password", password, "Permanent", true));
  }

  @Override
  public String toString() {
    return "TestPool " + id;
  }
}
