package dev.poolhouse.bench;

import java.util.Arrays;
import java.util.SplittableRandom;

/// What the times of two kinds of answers say about each other. Times in milliseconds.
///
/// @param known of answers about users
/// @param unknown of answers about nobody
/// @param low lower end of the 99 % interval of the difference of medians, known minus unknown
/// @param high its upper end
/// @param chance that an answer about a user takes longer than one about nobody, 0 to 1
/// @param luck probability of a chance that far from a half when nothing distinguishes the two
record Comparison(Times known, Times unknown, double low, double high, double chance, double luck) {
  private static final double UNLIKELY = 0.0001;
  private static final double FAR_FROM_A_HALF = 0.1;
  private static final double MILLIS = 0.2;
  private static final int RESAMPLES = 2_000;

  /// @param median the middle of the times
  /// @param p95 what 95 % of them do not exceed
  /// @param longest the longest
  record Times(double median, double p95, double longest) {
    static Times of(double... sorted) {
      return new Times(
          Comparison.median(sorted),
          sorted[(int) (0.95 * (sorted.length - 1))],
          sorted[sorted.length - 1]);
    }
  }

  static Comparison of(double[] known, double[] unknown, SplittableRandom random) {
    double[] sortedKnown = sorted(known);
    double[] sortedUnknown = sorted(unknown);
    double[] differences = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      differences[i] = median(resample(known, random)) - median(resample(unknown, random));
    }
    Arrays.sort(differences);
    double chance = chance(sortedKnown, sortedUnknown);
    double spread =
        Math.sqrt((known.length + unknown.length + 1) / (12.0 * known.length * unknown.length));
    return new Comparison(
        Times.of(sortedKnown),
        Times.of(sortedUnknown),
        differences[RESAMPLES / 200],
        differences[RESAMPLES - 1 - RESAMPLES / 200],
        chance,
        2 * upperTail(Math.abs(chance - 0.5) / spread));
  }

  double difference() {
    return known.median() - unknown.median();
  }

  /// Whether time tells who exists.
  boolean tells() {
    return luck < UNLIKELY
        && (Math.abs(chance - 0.5) > FAR_FROM_A_HALF || Math.abs(difference()) > MILLIS);
  }

  double longest() {
    return Math.max(known.longest(), unknown.longest());
  }

  /// Mann and Whitney's U over the number of pairs; equal times count half.
  private static double chance(double[] known, double[] unknown) {
    double won = 0;
    int below = 0;
    int notAbove = 0;
    for (double time : known) {
      while (below < unknown.length && unknown[below] < time) {
        below++;
      }
      while (notAbove < unknown.length && unknown[notAbove] <= time) {
        notAbove++;
      }
      won += (below + notAbove) / 2.0;
    }
    return won / known.length / unknown.length;
  }

  /// Probability that a standard normal variable exceeds `z`.
  ///
  /// Source: Abramowitz and Stegun, 26.2.17; its error is below 10⁻⁷.
  private static double upperTail(double z) {
    double t = 1 / (1 + 0.2316419 * z);
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return polynomial * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  private static double[] resample(double[] values, SplittableRandom random) {
    double[] drawn = new double[values.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = values[random.nextInt(values.length)];
    }
    return sorted(drawn);
  }

  private static double[] sorted(double... values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }

  private static double median(double... sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
