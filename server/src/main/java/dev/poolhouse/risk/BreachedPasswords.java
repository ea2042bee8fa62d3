package dev.poolhouse.risk;

import dev.poolhouse.crypto.Fingerprints;
import dev.poolhouse.crypto.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The passwords that others know: a built-in list of the most common ones, whatever their case,
/// and the operator's list of breached ones. May be shared.
public final class BreachedPasswords {
  private static final String COMMON = "common-passwords.txt";

  private final Set<String> common;
  private final Predicate<byte[]> breached;

  /// @param breached whether a password with that SHA-1 is on the operator's list
  public BreachedPasswords(Predicate<byte[]> breached) {
    this.common = read();
    this.breached = breached;
  }

  /// The built-in list alone.
  public static BreachedPasswords common() {
    return new BreachedPasswords(_ -> false);
  }

  /// Whether others know the password.
  boolean contains(Secret password) {
    return common.contains(password.reveal().toLowerCase(Locale.ROOT))
        || breached.test(Fingerprints.sha1(password));
  }

  private static Set<String> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(BreachedPasswords.class.getResourceAsStream(COMMON)),
                StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isEmpty()).collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + COMMON, e);
    }
  }
}
