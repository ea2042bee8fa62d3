package dev.poolhouse.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The folder of functions in files. A name resolves inside it only: no dots, no slashes, and no
/// link that leads out of it.
///
/// @param path the folder
record FunctionFolder(Path path) {
  private static final List<String> ENDINGS = List.of(".mjs", ".cjs", ".js", ".py", ".jar");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Set<String> SKIPPED = Set.of("node_modules", "__pycache__");
  private static final int MOST_FILES = 2_000;

  /// The file of a function: the first of `.mjs`, `.cjs`, `.js`, `.py`, `.jar` that is there.
  Optional<Path> file(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    return ENDINGS.stream()
        .map(ending -> path.resolve(name + ending))
        .filter(this::isInside)
        .findFirst();
  }

  private boolean isInside(Path file) {
    try {
      return Files.isRegularFile(file) && file.toRealPath().startsWith(path.toRealPath());
    } catch (IOException _) {
      // It went away between the two questions.
      return false;
    }
  }

  /// A number that changes when a file of the folder does: functions import one another. What a
  /// package manager put there is not looked at.
  ///
  /// @throws UncheckedIOException if the folder cannot be read
  long fingerprint() {
    Fingerprint fingerprint = new Fingerprint();
    try {
      Files.walkFileTree(path, fingerprint);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
    return fingerprint.sum;
  }

  private final class Fingerprint extends SimpleFileVisitor<Path> {
    private long sum;
    private int files;

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = String.valueOf(folder.getFileName());
      boolean skipped = SKIPPED.contains(name) || name.startsWith(".");
      return skipped && !folder.equals(path)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      long one = file.hashCode();
      one = one * 31 + attributes.lastModifiedTime().hashCode();
      one = one * 31 + attributes.size();
      sum += one * 0x9E3779B97F4A7C15L;
      files++;
      return files < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
