package dev.poolhouse.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `./poolhouse serve` on SQLite, as `./poolhouse setup` prepares it, and the key to administer it.
///
/// @param server the running server
/// @param signer signs with the first access key, which may do everything
record Production(LocalServer server, Signer signer) implements AutoCloseable {

  /// Sets up a server and starts it on a free port.
  ///
  /// @param before words to put before the command, such as `taskset -c 0`
  /// @param folder where its files are made; must hold no server yet
  /// @param settings further settings by their keys in `docs/settings.md`
  static Production start(
      List<String> before, Path launcher, Path folder, Map<String, String> settings)
      throws IOException, InterruptedException {
    return start(before, launcher, folder, settings, List.of());
  }

  /// The same on a database that further options of `setup` name.
  static Production start(
      List<String> before,
      Path launcher,
      Path folder,
      Map<String, String> settings,
      List<String> database)
      throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(List.of(launcher.toString(), "setup", "--dir", folder.toString()));
    words.addAll(database);
    Process setup =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(setup.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (setup.waitFor() != 0) {
      throw new IOException("setup failed: " + said);
    }
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            launcher.toString(), "serve", "--config", folder.resolve("poolhouse.conf").toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("POOLHOUSE_LISTEN_PORT", "0");
    settings.forEach((key, value) -> builder.environment().put(variable(key), value));
    Signer signer =
        new Signer(after("Access key ID:", said), after("Secret access key:", said), "us-east-1");
    return new Production(LocalServer.start(builder), signer);
  }

  private static String variable(String key) {
    return "POOLHOUSE_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  private static String after(String label, String text) throws IOException {
    Matcher found = Pattern.compile(Pattern.quote(label) + "\\s*(\\S+)").matcher(text);
    if (!found.find()) {
      throw new IOException("setup said nothing of '" + label + "'");
    }
    return found.group(1);
  }

  URI url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
  }
}
