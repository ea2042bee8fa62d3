package dev.poolhouse.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of this checkout, for tests that read sources and documents.
final class Checkout {
  private static final String JAVA = "src/main/java";
  private static final String TESTS = "src/test/java";

  private Checkout() {}

  /// The folder that holds `mvnw`, at or above the working directory.
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not inside a checkout");
      }
    }
    return folder;
  }

  /// Where the server's packages lie.
  static Path server() {
    return root().resolve("server").resolve(JAVA).resolve("dev/poolhouse");
  }

  /// Where the server's tests lie.
  static Path serverTests() {
    return root().resolve("server").resolve(TESTS).resolve("dev/poolhouse");
  }

  /// Every Java file of every module, tests included.
  static List<Path> javaFiles() {
    return Stream.of("server", "testkit", "testkit-example")
        .flatMap(module -> Stream.of(JAVA, TESTS).map(root().resolve(module)::resolve))
        .filter(Files::isDirectory)
        .flatMap(folder -> files(folder, ".java").stream())
        .toList();
  }

  /// The documents: Markdown in the root and in `docs`.
  static List<Path> documents() {
    return Stream.concat(
            list(root()).stream().filter(file -> file.toString().endsWith(".md")),
            files(root().resolve("docs"), ".md").stream())
        .toList();
  }

  /// The files below a folder whose names end so, sorted.
  static List<Path> files(Path folder, String ending) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What lies directly in a folder, sorted.
  static List<Path> list(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A file's text.
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A file's name as seen from the root, with forward slashes.
  static String name(Path file) {
    return root().relativize(file).toString().replace('\\', '/');
  }
}
