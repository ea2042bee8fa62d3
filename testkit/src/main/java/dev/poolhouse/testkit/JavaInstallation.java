package dev.poolhouse.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the Java that runs the server, which is newer than the one a test may run on. Looks where
/// the launcher script looks, and first at the Java of this test.
final class JavaInstallation {
  /// The oldest feature release the server runs on.
  static final int LEAST_FEATURE = 25;

  private static final Pattern FEATURE = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  /// What separates the folders of `PATH`.
  private static final Pattern FOLDERS = Pattern.compile(Pattern.quote(File.pathSeparator));

  private JavaInstallation() {}

  /// The `java` program to start the server with.
  ///
  /// @throws IllegalStateException naming what to install, if there is none
  static Path findJava() {
    if (Runtime.version().feature() >= LEAST_FEATURE) {
      return program(Path.of(System.getProperty("java.home")));
    }
    return candidates().stream()
        .filter(home -> feature(home) >= LEAST_FEATURE)
        .map(JavaInstallation::program)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The Poolhouse server needs Java "
                        + LEAST_FEATURE
                        + " or newer beside the Java "
                        + Runtime.version().feature()
                        + " of this test. Install it"
                        + " (https://adoptium.net/temurin/releases/?version="
                        + LEAST_FEATURE
                        + ") or set JAVA_HOME to its folder."));
  }

  /// The feature release of an installation, read from its `release` file; 0 if there is none.
  static int feature(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release)) {
      return 0;
    }
    try {
      Matcher matcher = FEATURE.matcher(Files.readString(release));
      return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + release, e);
    }
  }

  private static List<Path> candidates() {
    List<Path> homes = new ArrayList<>();
    Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
    homes.addAll(onPath());
    Path user = Path.of(System.getProperty("user.home"));
    for (String folder : List.of("/usr/lib/jvm", "/usr/java", "/opt", "/opt/java", "/opt/jdk")) {
      homes.addAll(children(Path.of(folder), ""));
    }
    homes.addAll(children(user.resolve(".sdkman/candidates/java"), ""));
    homes.addAll(children(user.resolve(".jdks"), ""));
    homes.addAll(children(user.resolve(".asdf/installs/java"), ""));
    homes.addAll(children(user.resolve(".local/share/mise/installs/java"), ""));
    homes.addAll(children(Path.of("/Library/Java/JavaVirtualMachines"), "Contents/Home"));
    homes.addAll(children(user.resolve("Library/Java/JavaVirtualMachines"), "Contents/Home"));
    String homebrew = "libexec/openjdk.jdk/Contents/Home";
    homes.addAll(children(Path.of("/opt/homebrew/opt"), homebrew));
    homes.addAll(children(Path.of("/usr/local/opt"), homebrew));
    homes.addAll(children(Path.of("/home/linuxbrew/.linuxbrew/opt"), "libexec"));
    Optional.ofNullable(System.getenv("ProgramFiles"))
        .map(Path::of)
        .ifPresent(programs -> homes.addAll(windows(programs)));
    return homes;
  }

  private static List<Path> windows(Path programs) {
    List<Path> homes = new ArrayList<>();
    for (String vendor :
        List.of("Java", "Eclipse Adoptium", "Amazon Corretto", "Microsoft", "Zulu")) {
      homes.addAll(children(programs.resolve(vendor), ""));
    }
    return homes;
  }

  private static List<Path> onPath() {
    return FOLDERS
        .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
        .map(folder -> Path.of(folder, "java"))
        .filter(Files::isExecutable)
        .flatMap(java -> realHome(java).stream())
        .toList();
  }

  /// The folder above `bin`, behind all links; empty for a program that has none.
  private static Optional<Path> realHome(Path java) {
    try {
      return Optional.ofNullable(java.toRealPath().getParent()).map(Path::getParent);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot follow the links of " + java, e);
    }
  }

  private static List<Path> children(Path folder, String inside) {
    List<Path> homes = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        entries.forEach(entry -> homes.add(entry.resolve(inside)));
      } catch (IOException e) {
        throw new IllegalStateException("Cannot list " + folder, e);
      }
    }
    return homes;
  }

  private static Path program(Path home) {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    return home.resolve("bin").resolve(windows ? "java.exe" : "java");
  }
}
