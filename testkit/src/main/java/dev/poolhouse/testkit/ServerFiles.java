package dev.poolhouse.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The server's own jars, which never enter the class path of the test.
///
/// Looked for in this order: system property `poolhouse.home`, environment variable
/// `POOLHOUSE_HOME` (a packaged Poolhouse or a built checkout), then the artifact
/// `poolhouse-bundle` on the class path, which is unpacked once per test run.
final class ServerFiles {
  private static final String BUNDLE_LIBRARIES = "META-INF/poolhouse/lib/";
  private static final String BUNDLE_MARKER = "META-INF/poolhouse/version";

  private ServerFiles() {}

  /// The class path to start the server with.
  ///
  /// @throws IllegalStateException naming what to set or add, if there is no server
  static String classPath() {
    return configuredHome()
        .map(ServerFiles::classPathOfHome)
        .or(() -> bundle().map(ServerFiles::join))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No Poolhouse server found. Add the test dependency"
                        + " dev.poolhouse:poolhouse-bundle, or set the system property"
                        + " poolhouse.home (or the environment variable POOLHOUSE_HOME) to the"
                        + " folder of a packaged Poolhouse or of a built checkout."));
  }

  private static Optional<Path> configuredHome() {
    return Optional.ofNullable(System.getProperty("poolhouse.home"))
        .or(() -> Optional.ofNullable(System.getenv("POOLHOUSE_HOME")))
        .map(Path::of);
  }

  private static String classPathOfHome(Path home) {
    List<Path> jars = new ArrayList<>(jarsIn(home.resolve("lib")));
    Path target = home.resolve("server/target");
    jars.addAll(
        jarsIn(target).stream()
            .filter(jar -> fileName(jar).matches("poolhouse-server-[0-9][^-]*(-SNAPSHOT)?\\.jar"))
            .toList());
    jars.addAll(jarsIn(target.resolve("poolhouse/lib")));
    if (jars.isEmpty()) {
      throw new IllegalStateException(
          home
              + " holds no Poolhouse: expected a folder lib/ with jars, or a checkout that"
              + " `./poolhouse dev` or `./mvnw package` has built.");
    }
    return join(jars);
  }

  private static Optional<List<Path>> bundle() {
    URL marker = ServerFiles.class.getClassLoader().getResource(BUNDLE_MARKER);
    if (marker == null) {
      return Optional.empty();
    }
    try {
      if (marker.openConnection() instanceof JarURLConnection connection) {
        return Optional.of(unpack(connection.getJarFile()));
      }
      Path folder = Path.of(marker.toURI()).resolveSibling("lib");
      return Optional.of(jarsIn(folder));
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("Cannot read the bundled server at " + marker, e);
    }
  }

  private static List<Path> unpack(JarFile bundle) throws IOException {
    Path folder = Files.createTempDirectory("poolhouse-server");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    List<Path> jars = new ArrayList<>();
    for (JarEntry entry : bundle.stream().toList()) {
      if (entry.getName().startsWith(BUNDLE_LIBRARIES) && entry.getName().endsWith(".jar")) {
        // The last part of the name only, so that no entry can leave the folder.
        Path jar = folder.resolve(fileName(Path.of(entry.getName())));
        try (InputStream content = bundle.getInputStream(entry)) {
          Files.copy(content, jar, StandardCopyOption.REPLACE_EXISTING);
        }
        jars.add(jar);
      }
    }
    return jars;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // Windows keeps the jars of a process that is still ending; the system's cleaner takes them.
      System.err.println("Left behind: " + folder);
    }
  }

  private static List<Path> jarsIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> fileName(file).endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }

  private static String fileName(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static String join(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
