package dev.poolhouse.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Just enough CBOR to write what an authenticator sends: whole numbers, texts, bytes and maps,
/// which keep their order. Source: RFC 8949.
final class Cbor {
  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int MAP = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Cbor() {}

  /// The bytes of a map, text, byte array, `Integer` or `Long`.
  static byte[] write(Object value) {
    Cbor writer = new Cbor();
    writer.value(value);
    return writer.out.toByteArray();
  }

  private void value(Object value) {
    if (value instanceof Map<?, ?> map) {
      head(MAP, map.size());
      map.forEach(
          (key, member) -> {
            value(key);
            value(member);
          });
    } else if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      head(TEXT, bytes.length);
      out.writeBytes(bytes);
    } else if (value instanceof byte[] bytes) {
      head(BYTES, bytes.length);
      out.writeBytes(bytes);
    } else if (value instanceof Number number) {
      long whole = number.longValue();
      head(whole < 0 ? NEGATIVE : UNSIGNED, whole < 0 ? -1 - whole : whole);
    } else {
      throw new IllegalArgumentException("No CBOR for " + value.getClass());
    }
  }

  /// The kind in three bits and the number in the shortest form that holds it.
  private void head(int kind, long number) {
    int first = kind << 5;
    if (number < 24) {
      out.write(first | (int) number);
    } else if (number < 1 << 8) {
      out.write(first | 24);
      out.write((int) number);
    } else if (number < 1 << 16) {
      out.write(first | 25);
      out.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort((short) number).array());
    } else {
      out.write(first | 26);
      out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) number).array());
    }
  }
}
