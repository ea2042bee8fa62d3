package dev.poolhouse.app;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version that the jar was built as.
final class Version implements IVersionProvider {

  /// The version number; `unpackaged` when the classes do not come from the jar.
  static String number() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Poolhouse " + number()};
  }
}
