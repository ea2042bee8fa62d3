package dev.poolhouse.risk;

import java.util.Optional;

/// Where an address is, as well as a database of addresses knows.
///
/// @param city its English name
/// @param country its English name
/// @param point latitude and longitude
public record Place(Optional<String> city, Optional<String> country, Optional<Point> point) {

  /// A place on Earth.
  ///
  /// @param latitude degrees north, -90 to 90
  /// @param longitude degrees east, -180 to 180
  public record Point(double latitude, double longitude) {
    private static final double EARTH_RADIUS = 6_371;

    /// Length of the way along the surface, in kilometres.
    ///
    /// Source: the haversine formula.
    double kilometresTo(Point other) {
      double north = Math.toRadians(other.latitude - latitude);
      double east = Math.toRadians(other.longitude - longitude);
      double half =
          square(Math.sin(north / 2))
              + Math.cos(Math.toRadians(latitude))
                  * Math.cos(Math.toRadians(other.latitude))
                  * square(Math.sin(east / 2));
      return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(half)));
    }

    private static double square(double value) {
      return value * value;
    }
  }
}
