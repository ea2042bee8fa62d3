package dev.poolhouse.pool;

/// Which of a pool's two keys signs what.
public enum TokenUse {
  /// ID tokens.
  ID,
  /// Access tokens.
  ACCESS;

  /// The `token_use` claim.
  public String claim() {
    return this == ID ? "id" : "access";
  }
}
