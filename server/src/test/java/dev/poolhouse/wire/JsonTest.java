package dev.poolhouse.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that JSON of any shape is read and written without loss, and what is refused.
final class JsonTest {
  private record Case(String text, Object value) {}

  private static Stream<Case> cases() {
    return Stream.of(
        new Case("null", Json.NULL),
        new Case("true", true),
        new Case("\"\\u0000 \\\" é\"", "\u0000 \" é"),
        new Case("-1", -1L),
        new Case("9223372036854775807", Long.MAX_VALUE),
        new Case("9223372036854775808", new BigDecimal("9223372036854775808")),
        new Case("1.50", new BigDecimal("1.50")),
        new Case("{}", Map.of()),
        new Case("[1,[null],{\"a\":[]}]", List.of(1L, List.of(Json.NULL), Map.of("a", List.of()))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valueIsReadAndWritten(Case given) {
    assertThat(Json.read(given.text())).isEqualTo(given.value());
    assertThat(Json.write(given.value())).isEqualTo(given.text());
  }

  @Test
  void orderIsKept() {
    String text = "{\"b\":1,\"a\":2,\"c\":3}";
    assertThat(Json.write(Json.read(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "[1,]", "nul", "1 2", "{} x", "{'a':1}", "{\"a\"}", "NaN"})
  void refusalDoesNotShowTheText(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.read(text))
        .satisfies(refused -> assertThat(refused).hasNoCause())
        .extracting(Throwable::getMessage)
        .isIn("not JSON", "no JSON value", "more than one JSON value");
  }

  @Test
  void nestingIsBounded() {
    assertThat(Json.read("[".repeat(32) + "]".repeat(32))).isInstanceOf(List.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.read("[".repeat(33) + "]".repeat(33)));
    assertThatIllegalArgumentException().isThrownBy(() -> Json.read("{\"a\":".repeat(100_000)));
  }

  @Test
  void onlyJsonIsWritten() {
    assertThatIllegalArgumentException().isThrownBy(() -> Json.write(Map.of("a", new Object())));
  }
}
