package dev.poolhouse.sql;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite itself, which its driver brings along as a native library. Loading it at every start from
/// the driver's jar means to write it to a file first.
public final class SqliteLibrary {
  private SqliteLibrary() {}

  /// Writes the library for this machine into `folder`.
  ///
  /// @throws IOException if the driver has none or the folder cannot be written
  public static void unpack(Path folder) throws IOException {
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (library == null) {
        throw new FileNotFoundException(resource);
      }
      Files.copy(library, folder.resolve(name));
    }
  }
}
