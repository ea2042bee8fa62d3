package dev.poolhouse.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// cognito-local as a process of its own.
///
/// @param process runs it
/// @param url where it answers
record CognitoLocal(Process process, URI url) implements AutoCloseable {

  /// Starts it and waits until it answers.
  ///
  /// @param file what node is to run
  /// @param folder where its data is made
  static CognitoLocal start(List<String> before, String file, Path folder) throws Exception {
    Files.createDirectories(folder.resolve(".cognito"));
    // or it takes no other usernames than e-mail addresses
    Files.writeString(
        folder.resolve(".cognito/config.json"),
        "{\"UserPoolDefaults\":{\"UsernameAttributes\":[]}}");
    int port = Ports.free();
    List<String> command = new ArrayList<>(before);
    command.addAll(List.of("node", file));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("PORT", String.valueOf(port));
    Process process =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    URI url = URI.create("http://127.0.0.1:" + port + "/");
    try (Connection connection = new Connection(url)) {
      while (!answers(connection)) {
        if (!process.isAlive()) {
          throw new IOException("cognito-local did not start");
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    return new CognitoLocal(process, url);
  }

  private static boolean answers(Connection connection) {
    try {
      return connection.call("ListUserPools", "{'MaxResults':10}").ok();
    } catch (IOException _) {
      return false; // nobody listens yet
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
