package dev.poolhouse.pool;

import java.util.Optional;

/// Id of a pool as clients know it, `<region>_<part>`, such as `us-east-1_AbCdEfGh1`.
///
/// @param value the whole id
public record PoolId(String value) {
  private static final int LONGEST = 128;

  public PoolId {
    if (!wellFormed(value)) {
      throw new IllegalArgumentException("not a pool id: " + value);
    }
  }

  /// The id in `text`; empty when the text is none.
  public static Optional<PoolId> parse(String text) {
    return wellFormed(text) ? Optional.of(new PoolId(text)) : Optional.empty();
  }

  private static boolean wellFormed(String text) {
    int separator = text.indexOf('_');
    return separator >= 1 && separator < text.length() - 1 && text.length() <= LONGEST;
  }

  /// The part before the first underscore.
  public String region() {
    return value.substring(0, value.indexOf('_'));
  }

  /// The part after the first underscore, which SRP hashes in front of the username.
  public String part() {
    return value.substring(value.indexOf('_') + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
