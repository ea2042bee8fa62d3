package dev.poolhouse.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.poolhouse.wire.ApiOperation;
import java.net.URISyntaxException;
import java.nio.file.Path;

/// The compiled main code of the server.
final class ServerClasses {
  static final String ROOT = "dev.poolhouse.";

  private ServerClasses() {}

  /// Reads the class files that the tests run with.
  static JavaClasses read() {
    try {
      return new ClassFileImporter()
          .importPath(
              Path.of(
                  ApiOperation.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The part of a package's name after `dev.poolhouse.`, up to the next dot; empty elsewhere.
  static String feature(String packageName) {
    if (!packageName.startsWith(ROOT)) {
      return "";
    }
    String rest = packageName.substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
