package dev.poolhouse.bench;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// A figure to reach.
///
/// @param what in words
/// @param measured computes it
/// @param bound most that it may be, or least that it must be
/// @param atMost which of the two
/// @param detail figures that it comes from, for people
record Goal(
    String what,
    ToDoubleFunction<Measured> measured,
    double bound,
    boolean atMost,
    Function<Measured, String> detail) {

  /// What became of it.
  enum Verdict {
    REACHED("ok"),
    MISSED("MISSED"),
    UNKNOWN("NOT MEASURED");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /// A figure that must not exceed `bound`.
  static Goal most(
      String what,
      double bound,
      ToDoubleFunction<Measured> measured,
      Function<Measured, String> detail) {
    return new Goal(what, measured, bound, true, detail);
  }

  /// A figure that must reach `bound`.
  static Goal least(
      String what,
      double bound,
      ToDoubleFunction<Measured> measured,
      Function<Measured, String> detail) {
    return new Goal(what, measured, bound, false, detail);
  }

  /// A row of the table.
  ///
  /// @param value as text; `-` when there is none
  /// @param note what the value comes from, or why there is none
  record Row(String what, String target, String value, Verdict verdict, String note) {}

  /// Judges.
  Row row(Measured figures) {
    String target = (atMost ? "≤ " : "≥ ") + number(bound);
    try {
      double value = measured.applyAsDouble(figures);
      boolean reached = atMost ? value <= bound : value >= bound;
      return new Row(
          what,
          target,
          number(value),
          reached ? Verdict.REACHED : Verdict.MISSED,
          detail.apply(figures));
    } catch (Measured.MissingException e) {
      return new Row(what, target, "-", Verdict.UNKNOWN, String.valueOf(e.getMessage()));
    }
  }

  /// Three digits, or more before the point.
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
