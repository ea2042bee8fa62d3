package dev.poolhouse.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that the short cut for simple patterns decides as the regular expression does, for every
/// pattern of the table and every character, and that other patterns are left to the expression.
final class AsciiSetTest {
  private static final List<String> OTHERS =
      List.of("\u0080", "\u00eb", "\u2028", "\u00a0", "\ud83d\ude00", "\ud83d", "\n", "\r\n", "$");

  static Stream<ValuePattern> simple() {
    return ValuePatternTest.patterns().filter(pattern -> pattern.ascii().isPresent());
  }

  @Test
  void mostPatternsOfTheTableAreSimple() {
    assertThat(simple().map(ValuePattern::shown))
        .contains("[A-Za-z0-9-_=.]+", "[\\w+]+", "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+")
        .hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @MethodSource("simple")
  void everyCharacterIsDecidedAlike(ValuePattern pattern) {
    Pattern expression = Pattern.compile(pattern.shown());
    for (int point = 0; point < 0x3000; point++) {
      String value = Character.toString(point);
      assertThat(pattern.matches(value))
          .as("%s matches U+%04X", pattern.shown(), point)
          .isEqualTo(expression.matcher(value).matches());
    }
  }

  @ParameterizedTest
  @MethodSource("simple")
  void everyTextIsDecidedAlike(ValuePattern pattern) {
    Pattern expression = Pattern.compile(pattern.shown());
    Random random = new Random(1);
    assertThat(pattern.matches("")).isEqualTo(expression.matcher("").matches());
    for (int i = 0; i < 10_000; i++) {
      String value = random(random);
      assertThat(pattern.matches(value))
          .as("%s matches <%s>", pattern.shown(), value)
          .isEqualTo(expression.matcher(value).matches());
    }
  }

  /// Mostly letters, so that many texts match many patterns.
  private static String random(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(6); left > 0; left--) {
      switch (random.nextInt(6)) {
        case 0 -> text.append((char) random.nextInt(128));
        case 1 -> text.append(random.nextInt(8) == 0 ? OTHERS.get(random.nextInt(9)) : "0");
        default -> text.append((char) ('a' + random.nextInt(6)));
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "[]",
        "[]+",
        "[^a]+",
        "[a",
        "[a]",
        "[a]?",
        "[a]{2}+",
        "[a]++",
        "[a][b]+",
        "[a]b]+",
        "[a&&b]+",
        "[a[b]]+",
        "[\\d]+",
        "[\\D]+",
        "[\\p{Lu}]+",
        "[\\pL]+",
        "[\\p{X}]+",
        "[\\x8]+",
        "[\\xFF]+",
        "[\\u0041]+",
        "[a-\\w]+",
        "[z-a]+",
        "[\u00eb]+",
        "[a\\]+",
        "(a)+",
        "(?i)[a]+",
        "[a]+|[b]+",
        "^[a]+b$"
      })
  void otherPatternsAreNotSimple(String pattern) {
    assertThat(AsciiSet.of(pattern)).isEqualTo(Optional.empty());
  }

  @Test
  void onlyAsciiIsDecided() {
    AsciiSet set = AsciiSet.of("[a-c]*").orElseThrow();

    assertThat(set.matches("")).isEqualTo(AsciiSet.Verdict.MATCHES);
    assertThat(set.matches("abc")).isEqualTo(AsciiSet.Verdict.MATCHES);
    assertThat(set.matches("ab\u00eb")).isEqualTo(AsciiSet.Verdict.UNKNOWN);
    assertThat(set.matches("\u00ebd")).isEqualTo(AsciiSet.Verdict.DIFFERS);
  }
}
