package dev.poolhouse.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Keycloak in production mode as a process of its own, with a realm of users.
///
/// @param process runs it
/// @param url where it answers
record Keycloak(Process process, URI url) implements AutoCloseable {
  private static final String REALM = "bench";

  /// The hash of passwords that it uses unless told otherwise; a figure means little without it.
  static final String HASH = "Argon2id with its default settings (7 MiB, 5 passes, 1 lane)";

  /// Path of the password grant.
  static final String GRANT = "/realms/" + REALM + "/protocol/openid-connect/token";

  /// Starts it on an empty database and waits until users can sign in.
  ///
  /// @param home the unpacked distribution; its data is removed
  static Keycloak start(List<String> before, Path home, int users) throws Exception {
    Path data = home.resolve("data");
    if (Files.exists(data)) {
      LocalServer.remove(data);
    }
    Files.createDirectories(data.resolve("import"));
    Files.writeString(data.resolve("import/bench.json"), realm(users));
    int port = Ports.free();
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            home.resolve("bin/kc.sh").toString(),
            "start",
            "--db=dev-file",
            "--cache=local",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--hostname-strict=false",
            "--import-realm"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectOutput(data.resolve("log").toFile()).start();
    Keycloak keycloak = new Keycloak(process, URI.create("http://127.0.0.1:" + port));
    Runtime.getRuntime().addShutdownHook(new Thread(keycloak::close));
    try (Connection connection = new Connection(keycloak.url())) {
      while (!answers(connection)) {
        if (!process.isAlive()) {
          throw new IOException("Keycloak did not start: " + data.resolve("log"));
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
    return keycloak;
  }

  /// The process that does the work, which the script may have started or become.
  long pid() {
    return process
        .descendants()
        .filter(one -> one.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElse(process.toHandle())
        .pid();
  }

  private static boolean answers(Connection connection) {
    try {
      return connection.form(GRANT, form(Target.name(0))).ok();
    } catch (IOException _) {
      return false; // nobody listens yet
    }
  }

  /// The password grant of a user, with an ID token as Cognito gives one.
  static String form(String name) {
    return "grant_type=password&client_id=bench&scope=openid&username=%s&password=%s"
        .formatted(name, Target.PASSWORD);
  }

  private static String realm(int users) {
    String all =
        IntStream.range(0, users)
            .mapToObj(Target::name)
            .map(Keycloak::user)
            .collect(Collectors.joining(","));
    return """
    {"realm":"%s","enabled":true,"clients":[{"clientId":"bench","enabled":true,
     "publicClient":true,"directAccessGrantsEnabled":true}],"users":[%s]}
    """
        .formatted(REALM, all);
  }

  private static String user(String name) {
    return """
    {"username":"%s","enabled":true,"email":"%s@example.com","emailVerified":true,
     "firstName":"Ann","lastName":"Example",
     "credentials":[{"type":"password","value":"%s","temporary":false}]}
    """
        .formatted(name, name, Target.PASSWORD);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
