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
import java.util.HexFormat;

/// Files that their owner alone may read.
final class PrivateFiles {
  private static final int AES_KEY = 32;

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

  /// The AES key of 32 bytes in `file`, as 64 hex digits; made when the file does not exist.
  static Secret aesKey(Path file, SecureRandom random) {
    try {
      if (Files.notExists(file)) {
        byte[] bytes = new byte[AES_KEY];
        random.nextBytes(bytes);
        create(file, HexFormat.of().formatHex(bytes) + "\n");
      }
      byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
      if (key.length != AES_KEY) {
        throw new SettingsException("The key " + file + " must be 64 hex digits.");
      }
      return Secret.of(key);
    } catch (IllegalArgumentException _) {
      throw new SettingsException("The key " + file + " must be 64 hex digits.");
    } catch (IOException e) {
      throw new UncheckedIOException("The key " + file + " cannot be used: " + e.getMessage(), e);
    }
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
