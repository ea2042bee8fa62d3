package dev.poolhouse.user;

import dev.poolhouse.analytics.Occurrence;

/// Users as events tell of them.
public final class Occurrences {
  private Occurrences() {}

  /// What is told of a user where the app client shares its users' data.
  public static Occurrence.Known known(User user) {
    return new Occurrence.Known(user.username(), user.sub(), user.attributes());
  }
}
