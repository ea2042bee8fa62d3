package dev.poolhouse.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Patterns match what IAM's match, agree with a regular expression on random texts, and never take
/// long.
final class WildcardTest {
  record Case(String pattern, String text, boolean ignoreCase, boolean matches) {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case("*", "", false, true),
        new Case("*", "anything", false, true),
        new Case("", "", false, true),
        new Case("", "a", false, false),
        new Case("?", "", false, false),
        new Case("?", "a", false, true),
        new Case("?", "ab", false, false),
        new Case("a*c", "abbc", false, true),
        new Case("a*c", "abbd", false, false),
        new Case("a*b*c", "a-b-b-c", false, true),
        new Case("*Get*", "cognito-idp:AdminGetUser", false, true),
        new Case("cognito-idp:admin*", "cognito-idp:AdminGetUser", true, true),
        new Case("cognito-idp:admin*", "cognito-idp:AdminGetUser", false, false),
        new Case("a.c", "abc", false, false),
        new Case("a**", "a", false, true));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void matchesAsWritten(Case given) {
    assertThat(Wildcard.matches(given.pattern, given.text, given.ignoreCase))
        .isEqualTo(given.matches);
  }

  @Property(tries = 500)
  void agreesWithARegularExpression(
      @ForAll @StringLength(max = 6) @CharRange(from = 'a', to = 'd') String pattern,
      @ForAll @StringLength(max = 8) @CharRange(from = 'a', to = 'b') String text) {
    String wildcard = pattern.replace('c', '*').replace('d', '?');
    String expression = wildcard.replace("*", ".*").replace('?', '.');
    assertThat(Wildcard.matches(wildcard, text, false)).isEqualTo(text.matches(expression));
  }

  @Test
  void hostilePatternEndsSoon() {
    String pattern = "*a".repeat(200) + "b";
    String text = "a".repeat(2_000);
    Assertions.assertTimeout(
        Duration.ofSeconds(5), () -> assertThat(Wildcard.matches(pattern, text, false)).isFalse());
  }
}
