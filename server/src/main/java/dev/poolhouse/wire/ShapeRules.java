package dev.poolhouse.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/// The rules of one structure, ready to be applied. Immutable; may be shared.
///
/// Source of the form of lists and maps: recorded answers of the service name a list of texts as a
/// whole (`Member must satisfy constraint: […]`) and items of a list of structures one by one
/// (`schema.1.member.name`); maps as other services of the family word them (unsure).
///
/// @param members the members that have any rule
record ShapeRules(List<Member> members) {
  private static final String NOT_NULL = "Member must not be null";

  /// A member with its rules.
  ///
  /// @param field how the SDK's class gives its value
  /// @param path its name with a lower-case first letter
  /// @param required whether it must be there
  /// @param sensitive whether messages leave its value out
  /// @param check what its value must be
  record Member(SdkField<?> field, String path, boolean required, boolean sensitive, Check check) {}

  /// What the value of a member must be.
  sealed interface Check {
    /// Anything.
    record Nothing() implements Check {}

    /// A single value.
    record Single(ValueRule rule) implements Check {}

    /// A structure.
    record Nested(ShapeRules rules) implements Check {}

    /// A list of single values.
    record Singles(Bounds size, ValueRule item) implements Check {}

    /// A list of structures.
    record Structures(Bounds size, ShapeRules item) implements Check {}

    /// A map from texts to single values.
    record Entries(Bounds size, ValueRule key, ValueRule value) implements Check {}
  }

  /// Adds to `found` what is wrong with `shape`, whose members' paths begin with `prefix`.
  void check(SdkPojo shape, String prefix, Violations found) {
    for (Member member : members) {
      Object value = member.field().getValueOrDefault(shape);
      if (value != null
          && !(value instanceof SdkAutoConstructList)
          && !(value instanceof SdkAutoConstructMap)) {
        check(member, value, prefix, found);
      } else if (member.required()) {
        found.add(member.sensitive() ? Violations.HIDDEN : null, prefix + member.path(), NOT_NULL);
      }
      if (found.isFull()) {
        return;
      }
    }
  }

  private static void check(Member member, Object value, String prefix, Violations found) {
    Object shown = member.sensitive() ? Violations.HIDDEN : value;
    switch (member.check()) {
      case Check.Nothing _ -> {}
      case Check.Single(ValueRule rule) -> {
        List<String> broken = rule.broken(value);
        if (!broken.isEmpty()) {
          Object single = rule instanceof ValueRule.Blob ? Violations.HIDDEN : shown;
          found.addAll(single, prefix + member.path(), broken);
        }
      }
      case Check.Nested(ShapeRules rules) ->
          rules.check((SdkPojo) value, prefix + member.path() + ".", found);
      case Check.Singles(Bounds size, ValueRule item) -> {
        List<?> items = (List<?>) value;
        String path = prefix + member.path();
        singles(items, item, shown, path, found);
        found.addAll(shown, path, size.broken(items.size()));
      }
      case Check.Structures(Bounds size, ShapeRules rules) -> {
        List<?> items = (List<?>) value;
        String path = prefix + member.path();
        found.addAll(Violations.HIDDEN, path, size.broken(items.size()));
        structures(items, rules, path, found);
      }
      case Check.Entries entries ->
          entries((Map<?, ?>) value, entries, shown, prefix + member.path(), found);
    }
  }

  private static void singles(
      List<?> items, ValueRule rule, Object shown, String path, Violations found) {
    boolean broken = false;
    boolean nulls = false;
    for (Object item : items) {
      nulls |= item == null;
      broken |= item != null && !rule.broken(item).isEmpty();
    }
    if (broken || nulls) {
      List<String> rules = new ArrayList<>(rule.all());
      if (nulls) {
        rules.add(NOT_NULL);
      }
      found.add(shown, path, "Member must satisfy constraint: " + rules);
    }
  }

  private static void structures(List<?> items, ShapeRules rules, String path, Violations found) {
    int number = 0;
    for (@Nullable Object item : items) {
      number++;
      if (found.isFull()) {
        return;
      }
      String itemPath = path + "." + number + ".member";
      if (item == null) {
        found.add(null, itemPath, NOT_NULL);
      } else {
        rules.check((SdkPojo) item, itemPath + ".", found);
      }
    }
  }

  private static void entries(
      Map<?, ?> entries, Check.Entries rules, Object shown, String path, Violations found) {
    boolean badKey = false;
    boolean badValue = false;
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      badKey |= !rules.key().broken(entry.getKey()).isEmpty();
      badValue |= !rules.value().broken(entry.getValue()).isEmpty();
    }
    if (badKey) {
      found.add(shown, path, "Map keys must satisfy constraint: " + rules.key().all());
    }
    if (badValue) {
      found.add(shown, path, "Map value must satisfy constraint: " + rules.value().all());
    }
    found.addAll(shown, path, rules.size().broken(entries.size()));
  }
}
