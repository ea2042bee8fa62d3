package dev.poolhouse.wire;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// JSON of any shape, for events of functions and their answers: maps, lists, texts, numbers,
/// booleans and [#NULL]. Order is kept. Stateless; may be shared.
public final class Json {
  /// The `null` of JSON.
  public static final Object NULL = Null.NULL;

  private static final int DEEPEST = 32;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private enum Null {
    NULL
  }

  private Json() {}

  /// `value` as text.
  ///
  /// @throws IllegalArgumentException if it holds anything but the types named above
  public static String write(Object value) {
    JsonText json = new JsonText();
    write(json, value);
    return json.toString();
  }

  private static void write(JsonText json, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        json.startObject();
        map.forEach(
            (name, member) -> {
              json.name(String.valueOf(name));
              write(json, member);
            });
        json.endObject();
      }
      case List<?> list -> {
        json.startArray();
        list.forEach(item -> write(json, item));
        json.endArray();
      }
      case String text -> json.string(text);
      case Boolean flag -> json.literal(flag.toString());
      case Integer number -> json.literal(number.toString());
      case Long number -> json.literal(number.toString());
      case BigDecimal number -> json.literal(number.toString());
      case Null _ -> json.literal("null");
      default -> throw new IllegalArgumentException("not JSON: " + value.getClass().getName());
    }
  }

  /// The value that the text holds; maps and lists cannot be changed. Whole numbers that fit are
  /// [Long], others [BigDecimal].
  ///
  /// Throws [IllegalArgumentException], which does not show the text, when it is not one JSON value
  /// or nested deeper than 32.
  public static Object read(String text) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      Object value = value(json);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("more than one JSON value");
      }
      return value;
    } catch (JacksonException _) {
      throw new IllegalArgumentException("not JSON");
    }
  }

  private static Object value(JsonParser json) {
    JsonToken token = json.currentToken();
    if (token == null) {
      throw new IllegalArgumentException("no JSON value");
    }
    return switch (token) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
          json.nextToken();
          map.put(name, value(json));
        }
        yield Collections.unmodifiableMap(map);
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(json));
        }
        yield Collections.unmodifiableList(list);
      }
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT ->
          json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? new BigDecimal(json.getBigIntegerValue())
              : (Object) json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> NULL;
      default -> throw new IllegalArgumentException("not JSON");
    };
  }
}
