package dev.poolhouse.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Maps from string to string as the text of a flat JSON object, order kept: user attributes and
/// sealed payloads. Stateless; may be shared.
public final class StringMaps {
  private static final JsonFactory FACTORY = new JsonFactory();

  private StringMaps() {}

  /// The map as JSON.
  public static String write(Map<String, String> map) {
    JsonText json = new JsonText();
    json.startObject();
    map.forEach(
        (name, value) -> {
          json.name(name);
          json.string(value);
        });
    json.endObject();
    return json.toString();
  }

  /// The map that [#write] wrote, unmodifiable.
  ///
  /// Throws [IllegalArgumentException], which does not show the text, when it is anything else.
  public static Map<String, String> read(String text) {
    if (text.equals("{}")) { // what most users have pending
      return Collections.emptyMap();
    }
    Map<String, String> map = new LinkedHashMap<>();
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      expect(json.nextToken() == JsonToken.START_OBJECT);
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        expect(json.nextToken() == JsonToken.VALUE_STRING);
        map.put(name, json.getString());
      }
      expect(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
    } catch (JacksonException _) {
      throw new IllegalArgumentException("Not a flat JSON object of strings");
    }
    return Collections.unmodifiableMap(map);
  }

  private static void expect(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("Not a flat JSON object of strings");
    }
  }
}
