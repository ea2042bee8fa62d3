package dev.poolhouse.testkit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Just enough JSON to talk to the server without a library that could clash with the test's own.
/// Objects are maps, arrays lists, numbers [BigDecimal]; members that are `null` are left out.
/// Source: RFC 8259.
final class Json {
  private final String text;
  private int position;

  private Json(String text) {
    this.text = text;
  }

  /// The value in `text`.
  ///
  /// @throws IllegalArgumentException naming the offset, if the text is not one JSON value
  static Object parse(String text) {
    Json reader = new Json(text);
    Object value = reader.value();
    reader.skipSpace();
    if (reader.position != text.length()) {
      throw reader.unexpected();
    }
    return value;
  }

  /// The text of a map, list, string, number or boolean.
  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  /// `value` as an object with text as keys.
  static Map<String, Object> object(Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("Expected a JSON object, found " + value);
    }
    map.forEach((key, member) -> members.put(String.valueOf(key), member));
    return members;
  }

  /// `value` as a list.
  static List<Object> array(Object value) {
    if (!(value instanceof List<?> list)) {
      throw new IllegalArgumentException("Expected a JSON array, found " + value);
    }
    return List.copyOf(list);
  }

  private Object value() {
    skipSpace();
    return switch (peek()) {
      case '{' -> objectValue();
      case '[' -> arrayValue();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", Absent.ABSENT);
      default -> number();
    };
  }

  private Map<String, Object> objectValue() {
    Map<String, Object> members = new LinkedHashMap<>();
    position++;
    skipSpace();
    if (peek() == '}') {
      position++;
      return members;
    }
    do {
      skipSpace();
      String key = string();
      skipSpace();
      expect(':');
      Object member = value();
      if (member != Absent.ABSENT) {
        members.put(key, member);
      }
      skipSpace();
    } while (comma());
    expect('}');
    return members;
  }

  private List<Object> arrayValue() {
    List<Object> items = new ArrayList<>();
    position++;
    skipSpace();
    if (peek() == ']') {
      position++;
      return items;
    }
    do {
      Object item = value();
      if (item != Absent.ABSENT) {
        items.add(item);
      }
      skipSpace();
    } while (comma());
    expect(']');
    return items;
  }

  private String string() {
    expect('"');
    StringBuilder characters = new StringBuilder();
    while (peek() != '"') {
      char character = text.charAt(position++);
      characters.append(character == '\\' ? escaped() : character);
    }
    position++;
    return characters.toString();
  }

  private char escaped() {
    char character = peek();
    position++;
    return switch (character) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        if (position + 4 > text.length()) {
          throw unexpected();
        }
        position += 4;
        yield (char) Integer.parseInt(text.substring(position - 4, position), 16);
      }
      default -> character;
    };
  }

  private Object number() {
    int start = position;
    while (position < text.length() && "+-.0123456789eE".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    if (position == start) {
      throw unexpected();
    }
    return new BigDecimal(text.substring(start, position));
  }

  private Object word(String word, Object meaning) {
    if (!text.startsWith(word, position)) {
      throw unexpected();
    }
    position += word.length();
    return meaning;
  }

  private boolean comma() {
    if (peek() != ',') {
      return false;
    }
    position++;
    return true;
  }

  private void expect(char character) {
    if (peek() != character) {
      throw unexpected();
    }
    position++;
  }

  private char peek() {
    if (position >= text.length()) {
      throw unexpected();
    }
    return text.charAt(position);
  }

  private void skipSpace() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("Not JSON at offset " + position);
  }

  private static void append(StringBuilder out, Object value) {
    if (value instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> member : map.entrySet()) {
        out.append(separator);
        appendString(out, String.valueOf(member.getKey()));
        out.append(':');
        append(out, member.getValue());
        separator = ",";
      }
      out.append(map.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      String separator = "[";
      for (Object item : list) {
        out.append(separator);
        append(out, item);
        separator = ",";
      }
      out.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      appendString(out, String.valueOf(value));
    }
  }

  private static void appendString(StringBuilder out, String string) {
    out.append('"');
    for (int i = 0; i < string.length(); i++) {
      char character = string.charAt(i);
      if (character == '"' || character == '\\') {
        out.append('\\').append(character);
      } else if (character < ' ') {
        out.append(String.format("\\u%04x", (int) character));
      } else {
        out.append(character);
      }
    }
    out.append('"');
  }

  private enum Absent {
    ABSENT
  }
}
