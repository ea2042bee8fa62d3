package dev.poolhouse.user;

import dev.poolhouse.wire.ApiException;
import java.util.Arrays;
import java.util.Locale;

/// Reads the `Filter` of `ListUsers`: `<attribute> <op> "<value>"`, with `=` for equal and `^=` for
/// a beginning, spaces where the reader likes them, and `\"` and `\\` inside the value. One pass,
/// no backtracking. For one text and one thread.
///
/// Source: admin-API reference §9.5.
final class UserFilterParser {
  private static final int END = -1;

  private final String text;
  private int at;

  private UserFilterParser(String text) {
    this.text = text;
  }

  /// The filter that `text` spells; every user where it is blank.
  ///
  /// Throws `InvalidParameterException`.
  static UserFilter parse(String text) {
    if (text.isBlank()) {
      return new UserFilter.All();
    }
    return new UserFilterParser(text).filter();
  }

  private UserFilter filter() {
    skipSpaces();
    String name = name();
    skipSpaces();
    boolean prefix = take('^');
    expect('=');
    skipSpaces();
    expect('"');
    String value = value();
    skipSpaces();
    if (peek() != END) {
      throw malformed();
    }
    UserFilter.Field field = field(name);
    String folded = folded(field, value);
    return prefix ? new UserFilter.Prefix(field, folded) : new UserFilter.Equal(field, folded);
  }

  private String name() {
    int start = at;
    while (isInName(peek())) {
      at++;
    }
    if (start == at) {
      throw malformed();
    }
    return text.substring(start, at);
  }

  private static boolean isInName(int c) {
    return c != END && c != '=' && c != '^' && c != '"' && !Character.isWhitespace(c);
  }

  /// The value up to its closing quote.
  private String value() {
    StringBuilder value = new StringBuilder();
    while (true) {
      int c = next();
      if (c == '"') {
        return value.toString();
      }
      value.append((char) (c == '\\' ? escaped() : c));
    }
  }

  private int escaped() {
    int c = next();
    if (c != '"' && c != '\\') {
      throw malformed();
    }
    return c;
  }

  private void skipSpaces() {
    while (peek() != END && Character.isWhitespace(peek())) {
      at++;
    }
  }

  private void expect(char wanted) {
    if (!take(wanted)) {
      throw malformed();
    }
  }

  private boolean take(char wanted) {
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  private int next() {
    int c = peek();
    if (c == END) {
      throw malformed();
    }
    at++;
    return c;
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private static UserFilter.Field field(String name) {
    return Arrays.stream(UserFilter.Field.values())
        .filter(field -> field.spelling().equals(name))
        .findFirst()
        .orElseThrow(() -> ApiException.invalidParameter("Invalid search attribute: " + name));
  }

  /// `username` and `status` are compared as they stand, everything else without case.
  private static String folded(UserFilter.Field field, String value) {
    return switch (field) {
      case USERNAME, STATUS -> value;
      case USER_STATUS -> value.toUpperCase(Locale.ROOT);
      case EMAIL, PHONE_NUMBER, NAME, GIVEN_NAME, FAMILY_NAME, PREFERRED_USERNAME, SUB ->
          FoldedAttributes.fold(value);
    };
  }

  private static ApiException malformed() {
    return ApiException.invalidParameter("Error while parsing filter.");
  }
}
