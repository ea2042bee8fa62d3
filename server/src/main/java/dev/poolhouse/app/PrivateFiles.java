package dev.poolhouse.app;

import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.crypto.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/// Files that their owner alone may read.
final class PrivateFiles {
  private PrivateFiles() {}

  /// Writes a new file.
  ///
  /// @throws FileAlreadyExistsException when there is one
  static void create(Path file, String text) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
    Files.writeString(file, text);
  }

  /// The master key in `file`, which is made when it does not exist.
  static MasterKey masterKey(Path file, SecureRandom random) {
    try {
      if (Files.notExists(file)) {
        create(file, MasterKey.generate(random).text().reveal() + "\n");
      }
      return MasterKey.parse(Secret.of(Files.readString(file).strip()), random);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The master key " + file + " cannot be used: " + e.getMessage(), e);
    }
  }
}
