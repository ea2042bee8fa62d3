package dev.poolhouse.wire;

import java.util.ArrayList;
import java.util.List;

/// The least and the greatest number allowed of what `measure` names, both inclusive.
///
/// @param measure `length` or `value`, as messages say it
/// @param min [Long#MIN_VALUE] when there is none
/// @param max [Long#MAX_VALUE] when there is none
record Bounds(String measure, long min, long max) {

  /// The rules that `number` breaks, as messages word them.
  List<String> broken(long number) {
    if (number < min) {
      return List.of(atLeast());
    }
    return number > max ? List.of(atMost()) : List.of();
  }

  /// Every rule, greatest first as the service lists them.
  List<String> all() {
    List<String> rules = new ArrayList<>(2);
    if (max != Long.MAX_VALUE) {
      rules.add(atMost());
    }
    if (min != Long.MIN_VALUE) {
      rules.add(atLeast());
    }
    return rules;
  }

  private String atLeast() {
    return "Member must have " + measure + " greater than or equal to " + min;
  }

  private String atMost() {
    return "Member must have " + measure + " less than or equal to " + max;
  }
}
