package dev.poolhouse.risk;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The bytes of a small MaxMind DB file with one IPv4 network.
///
/// Source: MaxMind DB file format 2.0.
final class MmdbFile {
  private static final int RECORD_BITS = 24;
  private static final byte[] MARKER = {(byte) 0xab, (byte) 0xcd, (byte) 0xef};

  private MmdbFile() {}

  /// A file that knows `place` of the network, and nothing else.
  static byte[] of(InetAddress network, int prefix, Place place) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int node = 0; node < prefix; node++) {
      boolean last = node == prefix - 1;
      int onward = last ? prefix + 16 : node + 1;
      boolean right = (network.getAddress()[node / 8] >> (7 - node % 8) & 1) == 1;
      record(file, right ? prefix : onward);
      record(file, right ? onward : prefix);
    }
    file.writeBytes(new byte[16]);
    value(file, entry(place));
    file.writeBytes(MARKER);
    file.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
    value(file, metadata(prefix));
    return file.toByteArray();
  }

  private static void record(ByteArrayOutputStream file, int value) {
    file.write(value >> 16);
    file.write(value >> 8);
    file.write(value);
  }

  private static Map<String, Object> entry(Place place) {
    Place.Point point = place.point().orElseThrow();
    return Map.of(
        "city", Map.of("names", Map.of("en", place.city().orElseThrow())),
        "country", Map.of("names", Map.of("en", place.country().orElseThrow())),
        "location", Map.of("latitude", point.latitude(), "longitude", point.longitude()));
  }

  private static Map<String, Object> metadata(int nodes) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("node_count", nodes);
    metadata.put("record_size", (short) RECORD_BITS);
    metadata.put("ip_version", (short) 4);
    metadata.put("database_type", "Test");
    metadata.put("languages", List.of("en"));
    metadata.put("binary_format_major_version", (short) 2);
    metadata.put("binary_format_minor_version", (short) 0);
    metadata.put("build_epoch", 1_700_000_000L);
    metadata.put("description", Map.of("en", "test"));
    return metadata;
  }

  /// Type and length in one byte, or in two for the types beyond seven; then the value.
  private static void value(ByteArrayOutputStream file, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        file.write(7 << 5 | map.size());
        map.forEach(
            (name, member) -> {
              value(file, name);
              value(file, member);
            });
      }
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        file.write(2 << 5 | bytes.length);
        file.writeBytes(bytes);
      }
      case Double number -> {
        file.write(3 << 5 | Double.BYTES);
        file.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
      }
      case Short number -> {
        file.write(5 << 5 | Short.BYTES);
        file.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort(number).array());
      }
      case Integer number -> {
        file.write(6 << 5 | Integer.BYTES);
        file.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
      }
      case Long number -> {
        file.write(Long.BYTES);
        file.write(2);
        file.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
      }
      case List<?> list -> {
        file.write(list.size());
        file.write(4);
        list.forEach(item -> value(file, item));
      }
      default -> throw new IllegalArgumentException("no type for " + value);
    }
  }
}
