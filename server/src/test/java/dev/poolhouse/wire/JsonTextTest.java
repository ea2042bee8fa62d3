package dev.poolhouse.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Proves that our own writer gives the bytes that a library gives, whatever the value.
final class JsonTextTest {
  private static final List<String> PIECES =
      List.of("a", "/", "<&'>", "\"", "\\", "\u007f", "\u00eb", "\u2028", "\ufffd", "\ud83d\ude00");

  private final Random random = new Random(1);

  @Test
  void bytesAreThoseOfALibrary() {
    for (int i = 0; i < 5_000; i++) {
      Object value = value(4);

      assertThat(Json.write(value).getBytes(StandardCharsets.UTF_8)).isEqualTo(library(value));
    }
  }

  @Test
  void answersAreUtf8() {
    for (int i = 0; i < 1_000; i++) {
      String text = text();
      InitiateAuthResponse answer =
          InitiateAuthResponse.builder()
              .session(text)
              .challengeParameters(Map.of(text, ""))
              .build();

      assertThat(ApiCodec.write(answer))
          .isEqualTo(library(ordered("Session", text, "ChallengeParameters", Map.of(text, ""))));
    }
  }

  @Test
  void everyCharacterIsWrittenAlike() {
    for (int point = 0; point < 0x3000; point++) {
      String text = "a" + Character.toString(point);

      assertThat(Json.write(text).getBytes(StandardCharsets.UTF_8)).isEqualTo(library(text));
    }
  }

  private static Map<String, Object> ordered(
      String first, Object firstValue, String second, Object secondValue) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(first, firstValue);
    map.put(second, secondValue);
    return map;
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth == 0 ? 6 : 8)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextInt();
      case 2 -> new BigDecimal(random.nextInt()).movePointLeft(random.nextInt(30) - 15);
      case 3 -> random.nextBoolean();
      case 4 -> Json.NULL;
      case 5 -> text();
      case 6 -> {
        List<Object> items = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
          items.add(value(depth - 1));
        }
        yield items;
      }
      default -> {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int left = random.nextInt(4); left > 0; left--) {
          members.put(text(), value(depth - 1));
        }
        yield members;
      }
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(6); left > 0; left--) {
      text.append(
          random.nextInt(4) == 0
              ? String.valueOf((char) random.nextInt(0x20))
              : PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private static byte[] library(Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
      write(json, value);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, Object value) {
    switch (value) {
      case Map<?, ?> members -> {
        json.writeStartObject();
        members.forEach(
            (name, member) -> {
              json.writeName((String) name);
              write(json, member);
            });
        json.writeEndObject();
      }
      case List<?> items -> {
        json.writeStartArray();
        items.forEach(item -> write(json, item));
        json.writeEndArray();
      }
      case String text -> json.writeString(text);
      case Boolean flag -> json.writeBoolean(flag);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case BigDecimal number -> json.writeNumber(number);
      default -> json.writeNull();
    }
  }
}
