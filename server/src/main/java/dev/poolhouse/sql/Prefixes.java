package dev.poolhouse.sql;

import java.util.Optional;

/// Text order as the key columns have it: by bytes of UTF-8, which is by code point.
final class Prefixes {
  private Prefixes() {}

  /// The least text that is greater than every text beginning with `prefix`; empty when there is
  /// none.
  static Optional<String> next(String prefix) {
    int[] points = prefix.codePoints().toArray();
    for (int last = points.length - 1; last >= 0; last--) {
      if (points[last] < Character.MAX_CODE_POINT) {
        points[last] = successor(points[last]);
        return Optional.of(new String(points, 0, last + 1));
      }
    }
    return Optional.empty();
  }

  /// Surrogates are no characters of their own and are left out.
  private static int successor(int point) {
    return point == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : point + 1;
  }
}
