package dev.poolhouse.app;

import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.crypto.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    Path file = path.resolve(KEY_FILE);
    try {
      if (Files.notExists(file)) {
        make(file, MasterKey.generate(random));
      }
      return MasterKey.parse(Secret.of(Files.readString(file).strip()), random);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The master key " + file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static void make(Path file, MasterKey key) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
    Files.writeString(file, key.text().reveal());
  }
}
