package dev.poolhouse.app;

import dev.poolhouse.crypto.MasterKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/// An installation's settings, read once from file and environment and understood as a whole.
///
/// @param server how the server runs
/// @param database where the data lies
/// @param logLevel how much is logged
record Settings(ServerSettings server, DatabaseSettings database, LogLevel logLevel) {

  /// Reads and understands the file. Relative paths in it begin at its folder.
  ///
  /// @param environment all variables
  /// @throws SettingsException when anything in it cannot be used
  static Settings load(Path file, Map<String, String> environment, SecureRandom random) {
    return parse(file, lines(file), environment, random);
  }

  /// The same for a file whose lines are known.
  static Settings parse(
      Path file, List<String> lines, Map<String, String> environment, SecureRandom random) {
    SettingReader reader = reader(file, lines, environment);
    MasterKey masterKey = reader.masterKey(random);
    return new Settings(
        reader.server(masterKey),
        reader.database(),
        reader.choice(SettingKey.LOG_LEVEL, LogLevel.class));
  }

  /// The settings one by one, for commands that need few of them.
  static SettingReader reader(Path file, Map<String, String> environment) {
    return reader(file, lines(file), environment);
  }

  private static SettingReader reader(
      Path file, List<String> lines, Map<String, String> environment) {
    return new SettingReader(
        SettingValues.read(String.valueOf(file.getFileName()), lines, environment), folder(file));
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private static List<String> lines(Path file) {
    if (Files.notExists(file)) {
      throw new SettingsException(
          "There is no configuration file "
              + file
              + ": make one with 'poolhouse setup', or name it with --config.");
    }
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SettingsException(
          "The configuration file "
              + file
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "): check its permissions and that it is UTF-8.");
    }
  }
}
