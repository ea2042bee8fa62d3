package dev.poolhouse.app;

import dev.poolhouse.crypto.MasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/// The folder of a development server: its database and its master key, readable by their owner
/// alone.
///
/// @param path the folder
record DevFolder(Path path) {
  private static final String KEY_FILE = "master.key";

  /// The database file.
  Path database() {
    return path.resolve("poolhouse.db");
  }

  /// Makes the folder unless it is there.
  void create() {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder " + path + " cannot be made: " + e.getMessage(), e);
    }
  }

  /// The folder's master key, made at the first use.
  MasterKey masterKey(SecureRandom random) {
    return PrivateFiles.masterKey(path.resolve(KEY_FILE), random);
  }
}
