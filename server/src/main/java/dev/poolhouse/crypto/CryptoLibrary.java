package dev.poolhouse.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// The jar of [CryptoProvider], made ready for a fast start.
public final class CryptoLibrary {
  private CryptoLibrary() {}

  /// Writes into `folder` the native library, and a copy of the jar without it and without the
  /// jar's signature. Java's cache of loaded classes passes over signed jars and checks each class
  /// of theirs at every start, which together with unpacking the library took 0.5 s of it. Nothing
  /// else looks at the signature.
  ///
  /// @throws IOException if the jar cannot be read or the folder cannot be written
  public static void unpack(Path folder) throws IOException {
    Path jar = jar();
    Path copy = folder.resolve(Path.of(jar.getFileName().toString()));
    try (JarFile from = new JarFile(jar.toFile(), false);
        JarOutputStream to = new JarOutputStream(Files.newOutputStream(copy))) {
      for (JarEntry entry : from.stream().toList()) {
        try (InputStream content = from.getInputStream(entry)) {
          if (isLibrary(entry.getName())) {
            Path name = Path.of(entry.getName()).getFileName();
            Files.copy(content, folder.resolve(name.toString()));
          } else if (!isSignature(entry.getName())) {
            to.putNextEntry(new JarEntry(entry.getName()));
            content.transferTo(to);
          }
        }
      }
    }
  }

  private static Path jar() throws IOException {
    try {
      return Path.of(
          AmazonCorrettoCryptoProvider.class
              .getProtectionDomain()
              .getCodeSource()
              .getLocation()
              .toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the place of the provider's jar is no path", e);
    }
  }

  private static boolean isLibrary(String name) {
    return name.endsWith(".so") || name.endsWith(".dylib") || name.endsWith(".dll");
  }

  private static boolean isSignature(String name) {
    return name.startsWith("META-INF/") && (name.endsWith(".SF") || name.endsWith(".RSA"));
  }
}
