package dev.poolhouse.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;

/// The shape rules of every request: required members, lengths, ranges, patterns, enum values, as
/// `constraints.tsv` states them. An operation's rules are put together at its first use and kept.
/// May be shared.
public final class Constraints {
  private final ConstraintTable table;
  private final Map<String, ShapeRules> operations = new ConcurrentHashMap<>();

  private Constraints(ConstraintTable table) {
    this.table = table;
  }

  /// The table that is part of this program.
  public static Constraints load() {
    return new Constraints(ConstraintTable.load());
  }

  /// Refuses a request that breaks a rule, with all violations in one message. `request` is of the
  /// class that the operation's builder makes.
  ///
  /// Throws [ApiException] with [ErrorCode#INVALID_PARAMETER].
  public void check(String operationName, SdkPojo request) {
    ShapeRules rules = operations.get(operationName);
    if (rules == null) {
      rules =
          operations.computeIfAbsent(
              operationName, name -> rules(name, request.sdkFieldNameToField()));
    }
    Violations found = new Violations();
    rules.check(request, "", found);
    found.raise();
  }

  private ShapeRules rules(String structure, Map<String, SdkField<?>> fields) {
    List<ConstraintTable.Member> declared = table.structures().get(structure);
    if (declared == null) {
      throw new IllegalStateException("constraints.tsv has no structure " + structure);
    }
    List<ShapeRules.Member> members = new ArrayList<>();
    for (ConstraintTable.Member member : declared) {
      SdkField<?> field = fields.get(member.name());
      if (field == null) {
        throw new IllegalStateException(
            "constraints.tsv: the SDK has no " + structure + "." + member.name());
      }
      ShapeRules.Check check = check(member.type(), field);
      if (member.required() || !(check instanceof ShapeRules.Check.Nothing)) {
        members.add(
            new ShapeRules.Member(
                field, path(member.name()), member.required(), member.sensitive(), check));
      }
    }
    return new ShapeRules(List.copyOf(members));
  }

  private ShapeRules.Check check(String type, SdkField<?> field) {
    return switch (table.types().get(type)) {
      case null -> new ShapeRules.Check.Nested(nested(type, field));
      case ConstraintTable.Type.Any _ -> new ShapeRules.Check.Nothing();
      case ConstraintTable.Type.Single(ValueRule rule) -> new ShapeRules.Check.Single(rule);
      case ConstraintTable.Type.Items(Bounds size, String item) -> items(size, item, field);
      case ConstraintTable.Type.Entries(Bounds size, String key, String value) ->
          new ShapeRules.Check.Entries(size, single(key), single(value));
    };
  }

  private ShapeRules.Check items(Bounds size, String item, SdkField<?> list) {
    if (table.structures().containsKey(item)) {
      SdkField<?> field = list.getTrait(ListTrait.class).memberFieldInfo();
      return new ShapeRules.Check.Structures(size, nested(item, field));
    }
    return new ShapeRules.Check.Singles(size, single(item));
  }

  private ShapeRules nested(String structure, SdkField<?> field) {
    return rules(structure, field.constructor().get().sdkFieldNameToField());
  }

  private ValueRule single(String type) {
    if (table.types().get(type) instanceof ConstraintTable.Type.Single(ValueRule rule)) {
      return rule;
    }
    throw new IllegalStateException("constraints.tsv: " + type + " is no single value");
  }

  private static String path(String member) {
    return member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
  }
}
