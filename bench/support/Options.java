package dev.poolhouse.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A command line of pairs `--name value` and the word `--quick`.
///
/// @param values the value of every option, given or not
/// @param given the words as they were given
/// @param quick whether this is but a first look
record Options(Map<String, String> values, List<String> given, boolean quick) {

  /// An option's value unless it is given.
  ///
  /// @param usual the default
  /// @param quick the default with `--quick`
  record Default(String name, String usual, String quick) {

    /// One with the same default at a first look.
    static Default of(String name, String usual) {
      return new Default(name, usual, usual);
    }
  }

  /// Reads a command line; prints the help and ends the program when that is what it asks for.
  ///
  /// `--launcher` (`./poolhouse`) and `--results` (see [Results]) are options of every program.
  ///
  /// @throws IllegalArgumentException if there is no such option, or it has no value
  static Options of(String help, List<Default> defaults, String... words) {
    if (List.of(words).contains("--help")) {
      System.out.print(help);
      System.exit(0);
    }
    boolean quick = List.of(words).contains("--quick");
    Map<String, String> values = new LinkedHashMap<>();
    values.put("--launcher", "poolhouse");
    values.put("--results", "");
    defaults.forEach(one -> values.put(one.name(), quick ? one.quick() : one.usual()));
    List<String> rest = Stream.of(words).filter(word -> !word.equals("--quick")).toList();
    List<String> given = new ArrayList<>();
    for (int i = 0; i < rest.size(); i += 2) {
      String name = rest.get(i);
      if (i + 1 == rest.size() || !values.containsKey(name)) {
        throw new IllegalArgumentException("no option with a value: " + name + "\n" + help);
      }
      values.put(name, rest.get(i + 1));
      if (!name.equals("--launcher") && !name.equals("--results")) {
        given.addAll(List.of(name, rest.get(i + 1)));
      }
    }
    if (quick) {
      given.add("--quick");
    }
    return new Options(Map.copyOf(values), List.copyOf(given), quick);
  }

  String text(String name) {
    return Optional.ofNullable(values.get(name)).orElseThrow();
  }

  /// The value; empty for an empty text.
  Optional<String> optional(String name) {
    return Optional.of(text(name)).filter(text -> !text.isEmpty());
  }

  int number(String name) {
    return Integer.parseInt(text(name));
  }

  Duration seconds(String name) {
    return Duration.ofSeconds(number(name));
  }

  /// The words between commas.
  List<String> list(String name) {
    return Stream.of(text(name).split(",", -1)).filter(word -> !word.isEmpty()).toList();
  }

  /// Cores as `taskset` takes them; empty for all.
  String cores(String name) {
    return text(name).equals("all") ? "" : text(name);
  }

  /// `./poolhouse`
  Path launcher() {
    return Path.of(text("--launcher")).toAbsolutePath().normalize();
  }

  /// Where figures are written to.
  ///
  /// @param program as in `./poolhouse bench program`
  Results results(String program) {
    String command = ("./poolhouse bench " + program + " " + String.join(" ", given)).strip();
    return new Results(optional("--results").map(Path::of), command, quick);
  }
}
