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
import tools.jackson.core.JsonGenerator;

/// Writes the SDK's model classes as JSON, through the field list that each class carries. One per
/// text, one thread.
final class ShapeWriter {
  private final JsonGenerator json;

  ShapeWriter(JsonGenerator json) {
    this.json = json;
  }

  /// Writes the members of `shape` that are set, then `extra`. A map in `extra` under the name of a
  /// member that is a structure holds further members of that structure.
  void structure(SdkPojo shape, Map<?, ?> extra) {
    Map<Object, Object> further = new LinkedHashMap<>(extra);
    json.writeStartObject();
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      if (isSet(value)) {
        json.writeName(field.locationName());
        if (value instanceof SdkPojo nested
            && further.remove(field.locationName()) instanceof Map<?, ?> more) {
          structure(nested, more);
        } else {
          value(value);
        }
      }
    }
    further.forEach((name, value) -> member((String) name, value));
    json.writeEndObject();
  }

  private static boolean isSet(@Nullable Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }

  private void member(String name, Object value) {
    json.writeName(name);
    value(value);
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Boolean flag -> json.writeBoolean(flag);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case BigDecimal number -> json.writeNumber(number);
      case Instant time -> json.writeNumber(seconds(time));
      case SdkBytes bytes ->
          json.writeString(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
      case Document document -> document(document);
      case SdkPojo shape -> structure(shape, Map.of());
      case List<?> items -> {
        json.writeStartArray();
        items.forEach(this::value);
        json.writeEndArray();
      }
      case Map<?, ?> entries -> {
        json.writeStartObject();
        entries.forEach((name, entry) -> member((String) name, entry));
        json.writeEndObject();
      }
      default -> throw new IllegalStateException("No writing of " + value.getClass());
    }
  }

  /// Writes a document as the JSON it stands for.
  void document(Document document) {
    if (document.isNull()) {
      json.writeNull();
    } else if (document.isString()) {
      json.writeString(document.asString());
    } else if (document.isBoolean()) {
      json.writeBoolean(document.asBoolean());
    } else if (document.isNumber()) {
      json.writeNumber(document.asNumber().stringValue());
    } else if (document.isList()) {
      json.writeStartArray();
      document.asList().forEach(this::document);
      json.writeEndArray();
    } else {
      json.writeStartObject();
      document.asMap().forEach(this::member);
      json.writeEndObject();
    }
  }

  /// Epoch seconds with up to three decimals, without an exponent.
  private static String seconds(Instant time) {
    BigDecimal seconds = BigDecimal.valueOf(time.toEpochMilli(), 3).stripTrailingZeros();
    return seconds.toPlainString();
  }
}
