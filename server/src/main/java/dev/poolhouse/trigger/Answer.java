package dev.poolhouse.trigger;

import dev.poolhouse.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The `response` that a function returned, read strictly: a member is of its type, or absent or
/// null, or the answer is refused. Every method throws [IllegalArgumentException] otherwise.
///
/// @param members the members
record Answer(Map<String, Object> members) {

  /// A boolean; false when absent.
  boolean flag(String name) {
    return value(name, Boolean.class).orElse(false);
  }

  /// A text.
  Optional<String> text(String name) {
    return value(name, String.class);
  }

  /// A list of texts.
  Optional<List<String>> texts(String name) {
    return value(name, List.class)
        .map(list -> ((List<?>) list).stream().map(Answer::text).toList());
  }

  /// An object.
  Optional<Answer> object(String name) {
    return value(name, Map.class).map(Answer::of);
  }

  /// An object whose values are all texts.
  Optional<Map<String, String>> textMap(String name) {
    return object(name)
        .map(
            object -> {
              Map<String, String> map = new LinkedHashMap<>();
              object.members().forEach((key, value) -> map.put(key, text(value)));
              return map;
            });
  }

  /// Whether the member is there, if only as null.
  boolean has(String name) {
    return members.containsKey(name);
  }

  /// The object that a JSON map is.
  static Answer of(Map<?, ?> map) {
    Map<String, Object> members = new LinkedHashMap<>();
    map.forEach((name, value) -> members.put(String.valueOf(name), value));
    return new Answer(members);
  }

  private <T> Optional<T> value(String name, Class<T> type) {
    Object value = members.getOrDefault(name, Json.NULL);
    if (value.equals(Json.NULL)) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(name + " is no " + type.getSimpleName());
    }
    return Optional.of(type.cast(value));
  }

  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("a value is no text");
  }
}
