package dev.poolhouse.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/// Writes the SDK's model classes as JSON, through the field list that each class carries. One per
/// text, one thread.
final class ShapeWriter {
  private final JsonText json;

  ShapeWriter(JsonText json) {
    this.json = json;
  }

  /// Writes the members of `shape` that are set, then `extra`. A map in `extra` under the name of a
  /// member that is a structure holds further members of that structure.
  void structure(SdkPojo shape, Map<?, ?> extra) {
    Map<Object, Object> further = extra.isEmpty() ? Map.of() : new LinkedHashMap<>(extra);
    json.startObject();
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      if (isSet(value)) {
        json.name(field.locationName());
        if (!further.isEmpty()
            && value instanceof SdkPojo nested
            && further.remove(field.locationName()) instanceof Map<?, ?> more) {
          structure(nested, more);
        } else {
          value(value);
        }
      }
    }
    further.forEach((name, value) -> member((String) name, value));
    json.endObject();
  }

  private static boolean isSet(@Nullable Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }

  private void member(String name, Object value) {
    json.name(name);
    value(value);
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> json.literal("null");
      case String text -> json.string(text);
      case Boolean flag -> json.literal(flag.toString());
      case Integer number -> json.literal(number.toString());
      case Long number -> json.literal(number.toString());
      case BigDecimal number -> json.literal(number.toString());
      case Instant time -> json.literal(seconds(time));
      case SdkBytes bytes ->
          json.string(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
      case Document document -> document(document);
      case SdkPojo shape -> structure(shape, Map.of());
      case List<?> items -> {
        json.startArray();
        items.forEach(this::value);
        json.endArray();
      }
      case Map<?, ?> entries -> {
        json.startObject();
        entries.forEach((name, entry) -> member((String) name, entry));
        json.endObject();
      }
      default -> throw new IllegalStateException("No writing of " + value.getClass());
    }
  }

  /// Writes a document as the JSON it stands for.
  void document(Document document) {
    if (document.isNull()) {
      json.literal("null");
    } else if (document.isString()) {
      json.string(document.asString());
    } else if (document.isBoolean()) {
      json.literal(String.valueOf(document.asBoolean()));
    } else if (document.isNumber()) {
      json.literal(document.asNumber().stringValue());
    } else if (document.isList()) {
      json.startArray();
      document.asList().forEach(this::document);
      json.endArray();
    } else {
      json.startObject();
      document.asMap().forEach(this::member);
      json.endObject();
    }
  }

  /// Epoch seconds with up to three decimals, without an exponent.
  private static String seconds(Instant time) {
    BigDecimal seconds = BigDecimal.valueOf(time.toEpochMilli(), 3).stripTrailingZeros();
    return seconds.toPlainString();
  }
}
