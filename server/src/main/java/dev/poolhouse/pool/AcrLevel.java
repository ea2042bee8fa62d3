package dev.poolhouse.pool;

import java.util.Arrays;

/// How strongly someone has proven who they are. What satisfies a level is fixed; a pool may only
/// call it something else.
///
/// Source: step-up page of the developer guide.
public enum AcrLevel {
  /// a password
  ONE(1),
  /// a single code by SMS or e-mail
  TWO(2),
  /// a passkey, or a password with a code by SMS or e-mail
  THREE(3),
  /// a password with a code of a code generator
  FOUR(4);

  private final int number;

  AcrLevel(int number) {
    this.number = number;
  }

  /// The level of that number, 1 to 4.
  public static AcrLevel of(int number) {
    return Arrays.stream(values())
        .filter(level -> level.number == number)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no level " + number));
  }

  /// 1 to 4.
  public int number() {
    return number;
  }

  /// The member of `AcrConfiguration` that names the level.
  String member() {
    return "Level" + number;
  }

  /// The name that the level has unless the pool gives it another.
  String defaultName() {
    return "urn:cognito:loa:" + number;
  }

  /// Whether whoever has reached this level has reached `wanted` too.
  public boolean reaches(AcrLevel wanted) {
    return compareTo(wanted) >= 0;
  }
}
