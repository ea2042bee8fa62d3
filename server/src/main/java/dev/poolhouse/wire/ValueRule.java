package dev.poolhouse.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;

/// What a single value (a text, a number, bytes) must be.
sealed interface ValueRule {

  /// The rules that `value` breaks, as messages word them; empty when it is fine.
  List<String> broken(Object value);

  /// Every rule, as messages list them for the items of a list or a map.
  List<String> all();

  /// A text of some length, counted in code points, that matches a pattern.
  record Text(Bounds length, Optional<ValuePattern> pattern) implements ValueRule {
    @Override
    public List<String> broken(Object value) {
      String text = (String) value;
      List<String> length = this.length.broken(text.codePointCount(0, text.length()));
      if (pattern.isEmpty() || pattern.get().matches(text)) {
        return length;
      }
      List<String> broken = new ArrayList<>(length);
      broken.add(mustMatch(pattern.get()));
      return broken;
    }

    @Override
    public List<String> all() {
      List<String> rules = new ArrayList<>(length.all());
      pattern.ifPresent(present -> rules.add(mustMatch(present)));
      return rules;
    }

    private static String mustMatch(ValuePattern pattern) {
      return "Member must satisfy regular expression pattern: " + pattern.shown();
    }
  }

  /// One of a set of words.
  ///
  /// @param values the words
  /// @param shown how messages list them; the service's order is that of a Java hash set, as in the
  ///   recorded `[phone_number, email]` and `[POST, GET]`
  record Choice(Set<String> values, String shown) implements ValueRule {
    @Override
    public List<String> broken(Object value) {
      return value instanceof String text && values.contains(text) ? List.of() : all();
    }

    @Override
    public List<String> all() {
      return List.of("Member must satisfy enum value set: " + shown);
    }
  }

  /// A whole number in a range.
  record Whole(Bounds value) implements ValueRule {
    @Override
    public List<String> broken(Object value) {
      return this.value.broken(((Number) value).longValue());
    }

    @Override
    public List<String> all() {
      return value.all();
    }
  }

  /// Bytes of some length.
  record Blob(Bounds length) implements ValueRule {
    @Override
    public List<String> broken(Object value) {
      return length.broken(((SdkBytes) value).asByteArrayUnsafe().length);
    }

    @Override
    public List<String> all() {
      return length.all();
    }
  }
}
