package dev.poolhouse.sql;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.risk.AuthEvent;
import dev.poolhouse.risk.Place;
import dev.poolhouse.risk.Reason;
import dev.poolhouse.risk.RiskLevel;
import dev.poolhouse.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Update;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeName;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventResponseType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.FeedbackValueType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskDecisionType;

/// How events are written to and read from rows of `auth_event`.
final class AuthEventRows {
  private static final double MILLION = 1e6;
  private static final String BETWEEN = " ";
  private static final String WITHIN = ":";

  private AuthEventRows() {}

  static Update bind(Update statement, AuthEvent event) {
    AuthEvent.Origin origin = event.origin();
    Optional<Place.Point> point = origin.place().flatMap(Place::point);
    return statement
        .bind("user", event.userId().value())
        .bind("event", event.id())
        .bind("type", event.type().toString())
        .bind("client", event.clientId().value())
        .bind("response", event.response().toString())
        .bind("decision", event.finding().decision().toString())
        .bind("level", event.finding().level().name())
        .bind("compromised", event.finding().compromised() ? 1L : 0L)
        .bind("reasons", joined(event.finding().reasons()))
        .bind(
            "steps", event.steps().stream().map(AuthEventRows::text).collect(Collectors.joining()))
        .bind("address", origin.address())
        .bind("network", origin.network())
        .bind("device", origin.device())
        .bind("deviceName", origin.deviceName())
        .bind("timeZone", origin.timeZone())
        .bind("city", origin.place().flatMap(Place::city))
        .bind("country", origin.place().flatMap(Place::country))
        .bind("latitude", point.map(Place.Point::latitude).map(AuthEventRows::millionths))
        .bind("longitude", point.map(Place.Point::longitude).map(AuthEventRows::millionths))
        .bind("created", event.at().toEpochMilli());
  }

  private static Long millionths(double degrees) {
    return Math.round(degrees * MILLION);
  }

  private static String joined(List<Reason> reasons) {
    return reasons.stream().map(Reason::name).collect(Collectors.joining(BETWEEN));
  }

  /// A step with what stands between it and the next one.
  static String text(AuthEvent.Step step) {
    return step.name() + WITHIN + step.response() + BETWEEN;
  }

  static AuthEvent event(ResultSet row) throws SQLException {
    return new AuthEvent(
        new UserId(row.getString("user_id")),
        row.getString("event_id"),
        EventType.fromValue(row.getString("type")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        new ClientId(row.getString("client_id")),
        EventResponseType.fromValue(row.getString("response")),
        new AuthEvent.Finding(
            RiskDecisionType.fromValue(row.getString("decision")),
            RiskLevel.valueOf(row.getString("level")),
            row.getLong("compromised") == 1,
            words(row.getString("reasons")).stream().map(Reason::valueOf).toList()),
        words(row.getString("steps")).stream().map(AuthEventRows::step).toList(),
        origin(row),
        feedback(row));
  }

  private static AuthEvent.Origin origin(ResultSet row) throws SQLException {
    Optional<String> city = Optional.ofNullable(row.getString("city"));
    Optional<String> country = Optional.ofNullable(row.getString("country"));
    Optional<Place.Point> point = point(row);
    boolean placed = city.isPresent() || country.isPresent() || point.isPresent();
    return new AuthEvent.Origin(
        row.getString("address"),
        row.getString("network"),
        row.getString("device"),
        Optional.ofNullable(row.getString("device_name")),
        Optional.ofNullable(row.getString("time_zone")),
        placed ? Optional.of(new Place(city, country, point)) : Optional.empty());
  }

  /// The point in the current row.
  static Optional<Place.Point> point(ResultSet row) throws SQLException {
    long latitude = row.getLong("latitude");
    boolean unknown = row.wasNull();
    long longitude = row.getLong("longitude");
    return unknown || row.wasNull()
        ? Optional.empty()
        : Optional.of(new Place.Point(latitude / MILLION, longitude / MILLION));
  }

  private static Optional<AuthEvent.Feedback> feedback(ResultSet row) throws SQLException {
    Optional<String> value = Optional.ofNullable(row.getString("feedback"));
    if (value.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AuthEvent.Feedback(
            FeedbackValueType.fromValue(value.get()),
            row.getString("feedback_by"),
            Instant.ofEpochMilli(row.getLong("feedback_at"))));
  }

  private static AuthEvent.Step step(String text) {
    List<String> parts = List.of(text.split(WITHIN, 2));
    return new AuthEvent.Step(
        ChallengeName.fromValue(parts.getFirst()), ChallengeResponse.fromValue(parts.getLast()));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(BETWEEN, -1)).filter(word -> !word.isEmpty()).toList();
  }
}
