package dev.poolhouse.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;

/// Proves that the constraint table and the SDK's request classes have the same members of the same
/// kinds, in both directions and down to the deepest structure. Bounds, patterns and required
/// members are not compared: the SDK's classes do not carry them.
final class ConstraintTableTest {
  private static final ConstraintTable TABLE = ConstraintTable.load();

  @ParameterizedTest
  @MethodSource("dev.poolhouse.wire.ApiOperation#all")
  void theTableHasTheMembersOfTheSdk(ApiOperation operation) {
    compare(operation.name(), operation.newRequest().get().sdkFieldNameToField());
  }

  @Test
  void everyLineIsUsed() {
    Set<String> used = new TreeSet<>();
    ApiOperation.all().forEach(operation -> mark(operation.name(), used));

    assertThat(used).containsAll(TABLE.structures().keySet()).containsAll(TABLE.types().keySet());
  }

  @Test
  void noNameIsBothAStructureAndAType() {
    assertThat(TABLE.structures())
        .doesNotContainKeys(TABLE.types().keySet().toArray(String[]::new));
  }

  private static void compare(String structure, Map<String, SdkField<?>> fields) {
    List<ConstraintTable.Member> members = TABLE.structures().getOrDefault(structure, List.of());
    assertThat(names(members)).as(structure).containsExactlyInAnyOrderElementsOf(fields.keySet());
    for (ConstraintTable.Member member : members) {
      SdkField<?> field = Objects.requireNonNull(fields.get(member.name()));
      String where = structure + "." + member.name();
      compareType(where, member.type(), field);
    }
  }

  private static void compareType(String where, String type, SdkField<?> field) {
    MarshallingKnownType kind = field.marshallingType().getKnownType();
    List<MarshallingKnownType> expected =
        switch (TABLE.types().get(type)) {
          case null -> {
            compare(type, field.constructor().get().sdkFieldNameToField());
            yield List.of(MarshallingKnownType.SDK_POJO);
          }
          case ConstraintTable.Type.Any _ ->
              List.of(MarshallingKnownType.BOOLEAN, MarshallingKnownType.DOCUMENT);
          case ConstraintTable.Type.Items(Bounds _, String item) -> {
            compareType(where, item, field.getTrait(ListTrait.class).memberFieldInfo());
            yield List.of(MarshallingKnownType.LIST);
          }
          case ConstraintTable.Type.Entries _ -> List.of(MarshallingKnownType.MAP);
          case ConstraintTable.Type.Single(ValueRule rule) ->
              switch (rule) {
                case ValueRule.Text _, ValueRule.Choice _ -> List.of(MarshallingKnownType.STRING);
                case ValueRule.Blob _ -> List.of(MarshallingKnownType.SDK_BYTES);
                case ValueRule.Whole _ ->
                    List.of(MarshallingKnownType.INTEGER, MarshallingKnownType.LONG);
              };
        };
    assertThat(expected).as(where).contains(kind);
  }

  private static void mark(String name, Set<String> used) {
    used.add(name);
    for (ConstraintTable.Member member : TABLE.structures().getOrDefault(name, List.of())) {
      mark(member.type(), used);
    }
    switch (TABLE.types().get(name)) {
      case ConstraintTable.Type.Items(Bounds _, String item) -> mark(item, used);
      case ConstraintTable.Type.Entries(Bounds _, String key, String value) -> {
        mark(key, used);
        mark(value, used);
      }
      case null, default -> {}
    }
  }

  private static List<String> names(List<ConstraintTable.Member> members) {
    return members.stream().map(ConstraintTable.Member::name).toList();
  }
}
