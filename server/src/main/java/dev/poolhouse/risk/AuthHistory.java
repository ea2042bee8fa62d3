package dev.poolhouse.risk;

import java.time.Instant;
import java.util.Optional;

/// What a user's past sign-ins say about a new one. A sign-in counts as the user's own when it
/// succeeded and nobody disowned it, or when somebody said that it was valid.
///
/// @param passed whether there is one of the user's own
/// @param deviceSeen whether one came from this device
/// @param networkSeen whether one came from this network
/// @param disowned whether one from there was disowned: from this device, or, if its device is not
///   known, from this network
/// @param failures wrong passwords and codes since the time asked for
/// @param last the newest of the user's own whose place is known
public record AuthHistory(
    boolean passed,
    boolean deviceSeen,
    boolean networkSeen,
    boolean disowned,
    int failures,
    Optional<Seen> last) {

  /// Where and when a sign-in happened.
  public record Seen(Place.Point point, Instant at) {}
}
