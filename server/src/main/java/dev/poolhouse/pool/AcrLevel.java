package dev.poolhouse.pool;

/// How strongly someone has proven who they are. What satisfies a level is fixed; a pool may only
/// call it something else.
///
/// Source: step-up page of the developer guide.
public enum AcrLevel {
  /// a password
  ONE,
  /// a single code by SMS or e-mail
  TWO,
  /// a passkey, or a password with a code by SMS or e-mail
  THREE,
  /// a password with a code of a code generator
  FOUR;

  /// The member of `AcrConfiguration` that names the level.
  String member() {
    return "Level" + (ordinal() + 1);
  }

  /// The name that the level has unless the pool gives it another.
  String defaultName() {
    return "urn:cognito:loa:" + (ordinal() + 1);
  }

  /// Whether whoever has reached this level has reached `wanted` too.
  public boolean reaches(AcrLevel wanted) {
    return compareTo(wanted) >= 0;
  }
}
