package dev.poolhouse.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads one JSON text into the SDK's model classes. Holds the place in the text: one per text, one
/// thread.
///
/// Source of the refusals' texts: recorded answers of the service where the text names a type that
/// was not expected; the other texts are (unsure).
final class ShapeReader {
  /// Beyond the year 33,000; keeps arithmetic on hostile exponents small.
  private static final int MAX_DIGITS_OF_SECONDS = 12;

  private final JsonParser json;
  private final boolean storable;

  /// Reads a text whose strings may hold anything.
  ShapeReader(JsonParser json) {
    this(json, false);
  }

  /// @param storable whether no string can hold what databases cannot keep; spares looking at each
  ///   letter, 2 us of a GetUser
  ShapeReader(JsonParser json, boolean storable) {
    this.json = json;
    this.storable = storable;
  }

  /// Steps onto the opening brace of the text.
  void begin() {
    JsonToken token = json.nextToken();
    if (token == JsonToken.START_ARRAY) {
      throw refused("Start of list found where not expected");
    }
    if (token != JsonToken.START_OBJECT) {
      throw ApiException.bare(ErrorCode.SERIALIZATION);
    }
  }

  /// Makes sure that nothing follows.
  void end() {
    if (json.nextToken() != null) {
      throw ApiException.bare(ErrorCode.SERIALIZATION);
    }
  }

  /// Fills `builder` from the object that the parser stands on, and builds it.
  Object structure(SdkPojo builder) {
    Map<String, SdkField<?>> fields = builder.sdkFieldNameToField();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      SdkField<?> field = fields.get(name);
      if (field == null || token == JsonToken.VALUE_NULL) {
        json.skipChildren();
      } else {
        field.set(builder, value(field, token));
      }
    }
    return ((Buildable) builder).build();
  }

  private Object value(SdkField<?> field, JsonToken token) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> string(token);
      case BOOLEAN -> bool(token);
      case INTEGER -> (int) whole(token, Integer.MIN_VALUE, Integer.MAX_VALUE, "an Integer");
      case LONG -> whole(token, Long.MIN_VALUE, Long.MAX_VALUE, "a Long");
      case INSTANT -> time(token);
      case SDK_BYTES -> bytes(token);
      case SDK_POJO -> nested(field, token);
      case LIST -> list(field.getTrait(ListTrait.class).memberFieldInfo(), token);
      case MAP -> map(field.getTrait(MapTrait.class).valueFieldInfo(), token);
      case DOCUMENT -> document(token);
      default -> throw new IllegalStateException("No reading of " + field.memberName());
    };
  }

  private Object nested(SdkField<?> field, JsonToken token) {
    if (token == JsonToken.START_ARRAY) {
      throw refused("Start of list found where not expected");
    }
    if (token != JsonToken.START_OBJECT) {
      throw refused("Unexpected field type");
    }
    return structure(field.constructor().get());
  }

  private List<@Nullable Object> list(SdkField<?> item, JsonToken token) {
    if (token == JsonToken.START_OBJECT) {
      throw refused("Start of structure or map found where not expected.");
    }
    if (token != JsonToken.START_ARRAY) {
      throw refused("Expected list or null");
    }
    List<@Nullable Object> items = new ArrayList<>();
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      items.add(next == JsonToken.VALUE_NULL ? null : value(item, next));
    }
    return items;
  }

  /// A map keeps no `null`: such an entry is left out, as a `null` member is (unsure).
  private Map<String, Object> map(SdkField<?> value, JsonToken token) {
    if (token == JsonToken.START_ARRAY) {
      throw refused("Start of list found where not expected");
    }
    if (token != JsonToken.START_OBJECT) {
      throw refused("Expected map or null");
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken next = json.nextToken();
      if (next != JsonToken.VALUE_NULL) {
        entries.put(storable(name), value(value, next));
      }
    }
    return entries;
  }

  private String string(JsonToken token) {
    if (token != JsonToken.VALUE_STRING) {
      throw wrongType(token, "a String");
    }
    return storable(json.getString());
  }

  private String storable(String text) {
    return storable ? text : Texts.storable(text);
  }

  private boolean bool(JsonToken token) {
    return switch (token) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw wrongType(token, "a Boolean");
    };
  }

  private long whole(JsonToken token, long min, long max, String kind) {
    if (!token.isNumeric()) {
      throw wrongType(token, kind);
    }
    BigDecimal number = number();
    if (number.precision() - number.scale() > 19) {
      throw wrongType(token, kind);
    }
    BigDecimal whole = number.setScale(0, RoundingMode.DOWN);
    if (whole.compareTo(BigDecimal.valueOf(min)) < 0
        || whole.compareTo(BigDecimal.valueOf(max)) > 0) {
      throw wrongType(token, kind);
    }
    return whole.longValueExact();
  }

  private Instant time(JsonToken token) {
    if (!token.isNumeric()) {
      throw wrongType(token, "milliseconds since epoch");
    }
    BigDecimal seconds = number();
    if (seconds.precision() - seconds.scale() > MAX_DIGITS_OF_SECONDS) {
      throw wrongType(token, "milliseconds since epoch");
    }
    BigDecimal millis = seconds.movePointRight(3).setScale(0, RoundingMode.HALF_EVEN);
    return Instant.ofEpochMilli(millis.longValueExact());
  }

  private BigDecimal number() {
    return Texts.number(json.getString());
  }

  private SdkBytes bytes(JsonToken token) {
    if (token != JsonToken.VALUE_STRING) {
      throw wrongType(token, "a Blob");
    }
    try {
      return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(json.getString()));
    } catch (IllegalArgumentException _) {
      throw ApiException.bare(ErrorCode.SERIALIZATION);
    }
  }

  /// The document that begins with `token`, on which the parser stands.
  Document document(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> Document.fromString(string(token));
      case VALUE_TRUE -> Document.fromBoolean(true);
      case VALUE_FALSE -> Document.fromBoolean(false);
      case VALUE_NULL -> Document.fromNull();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Document.fromNumber(json.getString());
      case START_ARRAY -> {
        List<Document> items = new ArrayList<>();
        for (JsonToken next = json.nextToken();
            next != JsonToken.END_ARRAY;
            next = json.nextToken()) {
          items.add(document(next));
        }
        yield Document.fromList(items);
      }
      case START_OBJECT -> {
        Map<String, Document> entries = new LinkedHashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
          entries.put(storable(name), document(json.nextToken()));
        }
        yield Document.fromMap(entries);
      }
      default -> throw ApiException.bare(ErrorCode.SERIALIZATION);
    };
  }

  private static ApiException wrongType(JsonToken found, String wanted) {
    return refused(
        switch (found) {
          case START_OBJECT -> "Start of structure or map found where not expected.";
          case START_ARRAY -> "Start of list found where not expected";
          case VALUE_STRING -> "STRING_VALUE can not be converted to " + wanted;
          case VALUE_TRUE -> "TRUE_VALUE can not be converted to " + wanted;
          case VALUE_FALSE -> "FALSE_VALUE can not be converted to " + wanted;
          default -> "NUMBER_VALUE can not be converted to " + wanted;
        });
  }

  private static ApiException refused(String message) {
    return ApiException.of(ErrorCode.SERIALIZATION, message);
  }
}
