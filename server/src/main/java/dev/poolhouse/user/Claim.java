package dev.poolhouse.user;

/// A name that points to one user within a pool. The database lets each be taken once.
///
/// @param kind what sort of name
/// @param value the name, folded as the pool compares names
public record Claim(Kind kind, String value) implements Comparable<Claim> {

  /// Sorts of names.
  public enum Kind {
    /// verified e-mail address where it is an alias, any where it is the username
    EMAIL,
    /// verified phone number where it is an alias, any where it is the username
    PHONE,
    /// `preferred_username` where it is an alias
    PREFERRED,
    /// the `sub`
    SUB,
    /// the username
    USERNAME
  }

  /// By kind, then by value: claims are always taken in this order, so that two transactions cannot
  /// wait for each other.
  @Override
  public int compareTo(Claim other) {
    int byKind = kind.name().compareTo(other.kind.name());
    return byKind != 0 ? byKind : value.compareTo(other.value);
  }
}
