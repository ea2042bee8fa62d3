package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The steps of packaging that make starts fast: both native libraries lie beside a jar without
/// signature, and the rehearsal signs in on a real server. That Java records it is left to Java.
final class FastStartTest {
  @TempDir private Path folder;

  @Test
  void nativeLibrariesAreUnpackedAndTheJarIsNoLongerSigned() throws IOException {
    CommandRun run = CommandRun.of(Map.of(), "unpack", folder.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(names())
        .contains(System.mapLibraryName("amazonCorrettoCryptoProvider"))
        .contains(System.mapLibraryName("sqlitejdbc"));
    String jar = names().filter(name -> name.endsWith(".jar")).findFirst().orElseThrow();
    try (JarFile copy = new JarFile(folder.resolve(jar).toFile())) {
      assertThat(copy.stream().map(Object::toString))
          .contains("com/amazon/corretto/crypto/provider/AmazonCorrettoCryptoProvider.class")
          .noneMatch(name -> name.endsWith(".SF") || name.endsWith(".RSA"));
    }
  }

  @Test
  void rehearsalSignsInAndEnds() {
    CommandRun run = CommandRun.of(Map.of(), "dev", "--in-memory", "--port", "0", "--rehearse");
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
