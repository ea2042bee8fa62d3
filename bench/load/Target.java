package dev.poolhouse.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// A pool on the server under load, its clients and users, and the bodies of the calls, with `'` in
/// place of `"`. May be shared.
final class Target {
  static final String PASSWORD = "Correct-Horse-7";

  /// So many that, drawn at random, none is asked about more than ten times in a second: the limit
  /// for a user.
  private static final int MOST_SIGNED_IN = 5_000;

  private final URI url;
  private final Signer signer;
  private final String poolId;
  private final String clientId;
  private final String secretClientId;
  private final String secret;
  private final int users;
  private final int all;
  private final AtomicInteger next = new AtomicInteger();
  private volatile List<SignedIn> signedIn = List.of();

  /// A user with tokens.
  record SignedIn(String name, String accessToken, String refreshToken) {}

  /// Makes the pool and its clients; users get in by other means.
  ///
  /// @param users how many of them can sign in: the first ones
  /// @param all how many there are
  Target(URI url, Signer signer, int users, int all) throws IOException {
    this.url = url;
    this.signer = signer;
    this.users = users;
    this.all = all;
    try (Connection connection = new Connection(url)) {
      this.poolId = connection.require(signer, "CreateUserPool", "{'PoolName':'load'}").text("Id");
      this.clientId = client(connection, poolId, false).text("ClientId");
      Answer confidential = client(connection, poolId, true);
      this.secretClientId = confidential.text("ClientId");
      this.secret = confidential.text("ClientSecret");
    }
  }

  private Answer client(Connection connection, String pool, boolean withSecret) throws IOException {
    return connection.require(
        signer,
        "CreateUserPoolClient",
        """
        {'UserPoolId':'%s','ClientName':'load','GenerateSecret':%s,'ExplicitAuthFlows':[
         'ALLOW_USER_PASSWORD_AUTH','ALLOW_USER_SRP_AUTH','ALLOW_REFRESH_TOKEN_AUTH']}
        """
            .formatted(pool, withSecret));
  }

  /// Makes the pool, its clients and confirmed users.
  static Target create(URI url, Signer signer, int users, int connections) throws Exception {
    Target target = new Target(url, signer, users, users);
    long start = System.nanoTime();
    Shares.each(connections, users, url, target::addUser);
    System.out.printf(
        "%d users made in %.0f s at %s%n%n", users, (System.nanoTime() - start) / 1e9, url);
    return target;
  }

  private void addUser(Connection connection, int number) throws IOException {
    connection.require("SignUp", signUp(name(number)));
    connection.require(signer, "AdminConfirmSignUp", user(name(number)));
  }

  /// Signs some of the users in, unless that has been done.
  void signIn(int connections) throws Exception {
    if (!signedIn.isEmpty()) {
      return;
    }
    SignedIn[] all = new SignedIn[Math.min(users, MOST_SIGNED_IN)];
    Shares.each(
        connections,
        all.length,
        url,
        (connection, number) -> {
          String name = name(number);
          Answer answer = connection.require("InitiateAuth", password(name, PASSWORD));
          all[number] = new SignedIn(name, answer.text("AccessToken"), answer.text("RefreshToken"));
        });
    signedIn = List.of(all);
  }

  URI url() {
    return url;
  }

  Signer signer() {
    return signer;
  }

  String poolId() {
    return poolId;
  }

  String clientId() {
    return clientId;
  }

  String secretClientId() {
    return secretClientId;
  }

  String secret() {
    return secret;
  }

  /// How many users can sign in.
  int users() {
    return users;
  }

  /// How many users there are.
  int all() {
    return all;
  }

  /// Number of users with tokens.
  int signedIn() {
    return signedIn.size();
  }

  SignedIn signedIn(int number) {
    return signedIn.get(number);
  }

  static String name(int number) {
    return "user-%07d".formatted(number);
  }

  /// The user who has been asked about least lately.
  String next() {
    return name(Math.floorMod(next.getAndIncrement(), users));
  }

  String signUp(String name) {
    return "{'ClientId':'%s','Username':'%s','Password':'%s','UserAttributes':[{'Name':'email','Value':'%s@example.com'}]}"
        .formatted(clientId, name, PASSWORD, name);
  }

  String user(String name) {
    return "{'UserPoolId':'%s','Username':'%s'}".formatted(poolId, name);
  }

  String password(String name, String password) {
    return initiate(
        clientId,
        "USER_PASSWORD_AUTH",
        "'USERNAME':'%s','PASSWORD':'%s'".formatted(name, password));
  }

  static String initiate(String client, String flow, String parameters) {
    return "{'ClientId':'%s','AuthFlow':'%s','AuthParameters':{%s}}"
        .formatted(client, flow, parameters);
  }

  String proof(Map<String, String> responses) {
    return "{'ClientId':'%s','ChallengeName':'PASSWORD_VERIFIER','ChallengeResponses':{%s}}"
        .formatted(
            clientId,
            responses.entrySet().stream()
                .map(response -> "'" + response.getKey() + "':'" + response.getValue() + "'")
                .collect(Collectors.joining(",")));
  }
}
