package dev.poolhouse.trigger;

import dev.poolhouse.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// JSON objects of events, in the order they are written.
final class Members {
  private final Map<String, Object> members = new LinkedHashMap<>();

  /// An object whose named members are all null, as functions find their `response`.
  static Map<String, Object> nulls(String... names) {
    Members nulls = new Members();
    List.of(names).forEach(nulls::nothing);
    return nulls.map();
  }

  /// With the user's attributes first, as in most events.
  static Members of(Map<String, String> attributes) {
    return new Members().with("userAttributes", attributes);
  }

  Members with(String name, Object value) {
    members.put(name, value);
    return this;
  }

  /// `userNotFound`, present only where the client hides who exists (recorded).
  Members withUserNotFound(Optional<Boolean> userNotFound) {
    userNotFound.ifPresent(flag -> with("userNotFound", flag));
    return this;
  }

  Members nothing(String name) {
    return with(name, Json.NULL);
  }

  Map<String, Object> map() {
    return members;
  }
}
