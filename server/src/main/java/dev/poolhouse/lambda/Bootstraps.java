package dev.poolhouse.lambda;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The small programs that load a function and speak the Runtime API for it. They are unpacked into
/// a temporary folder of this process at the first use and deleted at the end. May be shared.
final class Bootstraps implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Bootstraps.class);
  private static final String JAVA_CLASSES = "dev/poolhouse/lambda/runtime/";
  private static final List<String> FILES =
      List.of(
          "lambda/bootstrap.mjs",
          "lambda/bootstrap.py",
          JAVA_CLASSES + "JavaRuntime.class",
          JAVA_CLASSES + "JavaHandler.class",
          JAVA_CLASSES + "JavaValues.class",
          JAVA_CLASSES + "JavaJson.class");

  private @Nullable Path folder;

  /// What runs a function's file.
  List<String> command(Path file) throws IOException {
    Path unpacked = unpacked();
    String path = file.toAbsolutePath().toString();
    if (path.endsWith(".py")) {
      return List.of("python3", "-u", unpacked.resolve("lambda/bootstrap.py").toString(), path);
    }
    if (path.endsWith(".jar")) {
      return java(unpacked, path);
    }
    return List.of("node", unpacked.resolve("lambda/bootstrap.mjs").toString(), path);
  }

  /// The same Java, with the function's own jar and nothing of this server's but the bootstrap.
  private static List<String> java(Path unpacked, String jar) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of("-cp", unpacked + File.pathSeparator + jar));
    command.addAll(List.of("dev.poolhouse.lambda.runtime.JavaRuntime", jar));
    return command;
  }

  private synchronized Path unpacked() throws IOException {
    Path known = folder;
    if (known == null || !isWhole(known)) {
      known = unpack();
      folder = known;
    }
    return known;
  }

  /// Programs that tidy temporary folders take old files away.
  private static boolean isWhole(Path folder) {
    return FILES.stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
  }

  private static Path unpack() throws IOException {
    Path target = Files.createTempDirectory("poolhouse-functions");
    for (String name : FILES) {
      Path file = target.resolve(name);
      Files.createDirectories(target.resolve(name).getParent());
      try (InputStream content = Bootstraps.class.getResourceAsStream("/" + name)) {
        if (content == null) {
          throw new IllegalStateException("missing from the jar: " + name);
        }
        Files.copy(content, file);
      }
    }
    return target;
  }

  @Override
  public synchronized void close() {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("cannot delete {}", folder, e);
    }
    folder = null;
  }
}
