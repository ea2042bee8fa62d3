package dev.poolhouse.risk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// All that a score is made of.
///
/// @param known whether the user has signed in before
/// @param newDevice whether no successful sign-in came from the device; false when nothing is known
///   of the device
/// @param newNetwork whether no successful sign-in came from the network
/// @param travel the way from the last successful sign-in, where both places are known
/// @param failures wrong passwords and codes of the user within the last hour
/// @param disowned whether somebody said of a sign-in from there that it was not the user
public record Signals(
    boolean known,
    boolean newDevice,
    boolean newNetwork,
    Optional<Travel> travel,
    int failures,
    boolean disowned) {

  /// A way between two sign-ins.
  ///
  /// @param kilometres its length
  /// @param time how long it may have taken
  public record Travel(double kilometres, Duration time) {
    private static final double SHORTEST = 300;
    private static final double FASTEST = 1_000;

    /// Whether nobody travels like that: more than 300 km, which places of addresses can be off by,
    /// at more than 1,000 km/h.
    boolean impossible() {
      double hours = Math.max(time.toMillis(), 0) / (double) Duration.ofHours(1).toMillis();
      return kilometres > SHORTEST && kilometres > FASTEST * hours;
    }
  }

  /// The signals of a request.
  ///
  /// @param now when it came
  static Signals of(
      AuthHistory history, ClientContext context, Optional<Place> place, Instant now) {
    return new Signals(
        history.passed(),
        context.device().isPresent() && !history.deviceSeen(),
        !context.network().isEmpty() && !history.networkSeen(),
        travel(history, place, now),
        history.failures(),
        history.disowned());
  }

  private static Optional<Travel> travel(AuthHistory history, Optional<Place> place, Instant now) {
    return place
        .flatMap(Place::point)
        .flatMap(
            here ->
                history
                    .last()
                    .map(
                        last ->
                            new Travel(
                                last.point().kilometresTo(here),
                                Duration.between(last.at(), now))));
  }
}
