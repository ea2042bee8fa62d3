package dev.poolhouse.app;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A setting of one function, `functions.NAME.MEMBER`, where the operator chooses the name.
///
/// @param name of `[a-z0-9-]{1,40}`
/// @param member what is set
record FunctionKey(String name, Member member) implements Comparable<FunctionKey> {
  private static final Pattern IN_FILE =
      Pattern.compile("functions\\.([a-z0-9-]{1,40})\\.([a-z-]+)");
  private static final Pattern IN_ENVIRONMENT =
      Pattern.compile("POOLHOUSE_FUNCTIONS_([A-Z0-9_]{1,40}?)_(ARN|TARGET|SECRET_FILE|SECRET)");

  /// What can be set of a function.
  enum Member {
    ARN,
    TARGET,
    SECRET,
    SECRET_FILE;

    private String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// The key of that name in the file.
  static Optional<FunctionKey> named(String text) {
    Matcher key = IN_FILE.matcher(text);
    return key.matches()
        ? Arrays.stream(Member.values())
            .filter(member -> member.text().equals(key.group(2)))
            .findFirst()
            .map(member -> new FunctionKey(key.group(1), member))
        : Optional.empty();
  }

  /// The key that the environment variable stands for.
  static Optional<FunctionKey> ofVariable(String variable) {
    Matcher key = IN_ENVIRONMENT.matcher(variable);
    return key.matches()
        ? Optional.of(
            new FunctionKey(
                key.group(1).toLowerCase(Locale.ROOT).replace('_', '-'),
                Member.valueOf(key.group(2))))
        : Optional.empty();
  }

  /// The setting's name in the file.
  String text() {
    return "functions." + name + "." + member.text();
  }

  /// Another setting of the same function.
  FunctionKey with(Member other) {
    return new FunctionKey(name, other);
  }

  @Override
  public int compareTo(FunctionKey other) {
    return Comparator.comparing(FunctionKey::name)
        .thenComparing(FunctionKey::member)
        .compare(this, other);
  }
}
