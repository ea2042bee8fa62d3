package dev.poolhouse.wire;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves that patterns evaluated in another form accept the same values, and that no pattern of
/// the table takes long for any of the values that make backtracking expensive.
final class ValuePatternTest {
  private static final String PASSWORD = "^[\\S]+.*[\\S]+$";
  private static final List<String> PIECES =
      List.of(
          "{####}", "{##", "##}", "{", "#", "@", "a", " ", "\n", "arn:", ":", "_", "-", "\u0007");

  static Stream<ValuePattern> patterns() {
    return ConstraintTable.load().types().values().stream()
        .flatMap(
            type ->
                type
                        instanceof
                        ConstraintTable.Type.Single(
                            ValueRule.Text(Bounds _, Optional<ValuePattern> pattern))
                    ? pattern.stream()
                    : Stream.empty())
        .distinct();
  }

  static Stream<ValuePattern> rewritten() {
    return patterns()
        .filter(pattern -> !pattern.shown().equals(pattern.evaluated().pattern()))
        .filter(pattern -> !pattern.shown().equals(PASSWORD));
  }

  @ParameterizedTest
  @MethodSource("rewritten")
  void theOtherFormAcceptsTheSame(ValuePattern pattern) {
    Pattern original = Pattern.compile(pattern.shown());
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      String value = random(random, random.nextInt(8));

      assertThat(pattern.matches(value))
          .as("%s matches <%s>", pattern.shown(), value)
          .isEqualTo(original.matcher(value).matches());
    }
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void noValueTakesLong(ValuePattern pattern) {
    for (String piece : PIECES) {
      String value = "a" + piece.repeat(100_000 / piece.length()) + "\u0007";

      assertTimeoutPreemptively(ofSeconds(5), () -> pattern.matches(value));
    }
  }

  private static String random(Random random, int pieces) {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      value.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return value.toString();
  }
}
