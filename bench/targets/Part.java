package dev.poolhouse.bench;

import java.util.List;
import java.util.stream.Stream;

/// A program that measures some of the figures.
///
/// @param name as in `./poolhouse bench name`
/// @param always its options at any time
/// @param words its further options when the targets are judged
record Part(String name, List<String> always, List<String> words) {
  /// In the order of their runs. The long ones come last.
  static final List<Part> ALL =
      List.of(
          new Part("jmh", List.of(), List.of("--only", "(Rsa|Exponent)Benchmark")),
          new Part(
              "load",
              List.of("--floor", "beside"),
              List.of("--flows", "password,srp,refresh,getuser,admin-get,signup", "--runs", "5")),
          new Part("memory", List.of(), List.of()),
          new Part("start", List.of(), List.of()),
          new Part("round-trips", List.of(), List.of()),
          new Part("mixed", List.of(), List.of()),
          new Part("peers", List.of(), List.of()),
          new Part("growth", List.of(), List.of()));

  /// The parts of those names; all for none.
  static List<Part> named(List<String> names) {
    List<String> known = ALL.stream().map(Part::name).toList();
    if (!known.containsAll(names)) {
      throw new IllegalArgumentException("--only takes names out of " + known);
    }
    return ALL.stream().filter(part -> names.isEmpty() || names.contains(part.name())).toList();
  }

  /// The program with its options.
  List<String> command(String program, String results, boolean quick) {
    return Stream.of(
            List.of(program),
            always,
            quick ? List.<String>of() : words,
            List.of("--results", results),
            quick ? List.of("--quick") : List.<String>of())
        .flatMap(List::stream)
        .toList();
  }
}
