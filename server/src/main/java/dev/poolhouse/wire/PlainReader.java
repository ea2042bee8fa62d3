package dev.poolhouse.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads JSON into plain values: `String`, `Boolean`, `BigDecimal`, `List`, `Map`. A `null` is left
/// out wherever it stands. One per text, one thread.
final class PlainReader {
  private final JsonParser json;

  PlainReader(JsonParser json) {
    this.json = json;
  }

  /// The members of the object that the parser stands on whose names are asked for.
  Map<String, Object> members(Set<String> names) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.VALUE_NULL || !names.contains(name)) {
        json.skipChildren();
      } else {
        members.put(name, value(token));
      }
    }
    return Collections.unmodifiableMap(members);
  }

  private Object value(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> Texts.storable(json.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Texts.number(json.getString());
      case START_ARRAY -> list();
      case START_OBJECT -> map();
      default -> throw ApiException.bare(ErrorCode.SERIALIZATION);
    };
  }

  private List<Object> list() {
    List<Object> items = new ArrayList<>();
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      if (next != JsonToken.VALUE_NULL) {
        items.add(value(next));
      }
    }
    return Collections.unmodifiableList(items);
  }

  private Map<String, Object> map() {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken next = json.nextToken();
      if (next != JsonToken.VALUE_NULL) {
        entries.put(Texts.storable(name), value(next));
      }
    }
    return Collections.unmodifiableMap(entries);
  }
}
