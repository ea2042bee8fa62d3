package dev.poolhouse.trigger;

import dev.poolhouse.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The values that events of version 2 and 3 let a function give to claims: texts, numbers,
/// booleans, lists of these, objects. Every method throws [IllegalArgumentException] otherwise.
///
/// Source: developer guide, event versions of the pre token generation trigger.
final class ClaimValues {
  /// Claims of the ID token whose values are texts and no complex objects.
  private static final Set<String> TEXTS =
      Set.of("phone_number_verified", "email_verified", "updated_at", "address");

  private ClaimValues() {}

  /// The claims, ready to be written into a token. A claim of null is none (unsure).
  static Map<String, Object> of(Answer claims) {
    Map<String, Object> values = new LinkedHashMap<>();
    claims
        .members()
        .forEach(
            (name, value) -> {
              if (!value.equals(Json.NULL)) {
                values.put(name, top(value));
              }
            });
    return values;
  }

  /// Checks the claims that an ID token can have as texts alone.
  static void checkId(Answer claims) {
    TEXTS.forEach(claims::text);
  }

  private static Object top(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ClaimValues::single).toList();
    }
    return value instanceof Map<?, ?> map ? object(map) : single(value);
  }

  private static Object single(Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean flag -> flag;
      case Number number -> finite(number);
      default -> throw new IllegalArgumentException("a claim is neither text, number nor boolean");
    };
  }

  private static Map<String, @Nullable Object> object(Map<?, ?> given) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    given.forEach((name, value) -> members.put(String.valueOf(name), nested(value)));
    return Collections.unmodifiableMap(members);
  }

  private static @Nullable Object nested(Object value) {
    if (value.equals(Json.NULL)) {
      return null;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(nested(item)));
      return Collections.unmodifiableList(items);
    }
    return value instanceof Map<?, ?> map ? object(map) : single(value);
  }

  /// Numbers that readers of tokens cannot hold are refused.
  private static Number finite(Number number) {
    if (number instanceof BigDecimal && Double.isInfinite(number.doubleValue())) {
      throw new IllegalArgumentException("a number out of range");
    }
    return number;
  }
}
