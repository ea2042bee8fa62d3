package dev.poolhouse.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The lines of `constraints.tsv`, whose head explains them. Immutable; may be shared.
///
/// @param structures members by the name of their operation or structure
/// @param types every other type by its name
record ConstraintTable(Map<String, List<Member>> structures, Map<String, Type> types) {
  private static final String NONE = "-";

  /// A `member` line.
  record Member(String name, boolean required, boolean sensitive, String type) {}

  /// A line that declares a type.
  sealed interface Type {
    /// `text`, `choice`, `number`, `blob`.
    record Single(ValueRule rule) implements Type {}

    /// `list`.
    record Items(Bounds size, String item) implements Type {}

    /// `map`.
    record Entries(Bounds size, String key, String value) implements Type {}

    /// `any`.
    record Any() implements Type {}
  }

  ConstraintTable {
    structures = Map.copyOf(structures);
    types = Map.copyOf(types);
  }

  /// Reads the table that is part of this program.
  static ConstraintTable load() {
    InputStream resource = ConstraintTable.class.getResourceAsStream("constraints.tsv");
    if (resource == null) {
      throw new IllegalStateException("The program lacks its resource constraints.tsv");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return parse(lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ConstraintTable parse(List<String> lines) {
    Map<String, List<Member>> structures = new HashMap<>();
    Map<String, Type> types = new HashMap<>();
    for (String line : lines) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] cells = line.split("\t", -1);
      if (cells[0].equals("member")) {
        structures.computeIfAbsent(cells[1], _ -> new ArrayList<>()).add(member(cells));
      } else {
        types.put(cells[1], type(cells));
      }
    }
    structures.replaceAll((_, members) -> Collections.unmodifiableList(members));
    return new ConstraintTable(structures, types);
  }

  private static Member member(String[] cells) {
    List<String> flags = Arrays.asList(cells[3].split(",", -1));
    return new Member(cells[2], flags.contains("required"), flags.contains("sensitive"), cells[4]);
  }

  private static Type type(String[] cells) {
    return switch (cells[0]) {
      case "text" ->
          new Type.Single(new ValueRule.Text(bounds("length", cells), pattern(cells[4])));
      case "choice" -> new Type.Single(choice(cells[2]));
      case "number" -> new Type.Single(new ValueRule.Whole(bounds("value", cells)));
      case "blob" -> new Type.Single(new ValueRule.Blob(bounds("length", cells)));
      case "list" -> new Type.Items(bounds("length", cells), cells[4]);
      case "map" -> new Type.Entries(bounds("length", cells), cells[4], cells[5]);
      case "any" -> new Type.Any();
      default -> throw new IllegalStateException("constraints.tsv: no kind " + cells[0]);
    };
  }

  private static Bounds bounds(String measure, String[] cells) {
    long min = cells[2].equals(NONE) ? Long.MIN_VALUE : Long.parseLong(cells[2]);
    long max = cells[3].equals(NONE) ? Long.MAX_VALUE : Long.parseLong(cells[3]);
    return new Bounds(measure, min, max);
  }

  private static Optional<ValuePattern> pattern(String cell) {
    return cell.equals(NONE) ? Optional.empty() : Optional.of(ValuePattern.of(cell));
  }

  private static ValueRule choice(String cell) {
    Set<String> values = new HashSet<>(Arrays.asList(cell.split(",", -1)));
    return new ValueRule.Choice(Set.copyOf(values), values.toString());
  }
}
