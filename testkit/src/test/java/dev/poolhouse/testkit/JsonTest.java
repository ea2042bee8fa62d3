package dev.poolhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that the small JSON reader and writer agree with RFC 8259 on everything the server's
/// answers hold, and that broken text is refused, not guessed.
class JsonTest {
  record Case(String text, Object value) {}

  static Stream<Case> readable() {
    return Stream.of(
        new Case("{}", Map.of()),
        new Case("[]", List.of()),
        new Case(" [ 1 , -2.5e3 ] ", List.of(new BigDecimal("1"), new BigDecimal("-2.5e3"))),
        new Case(
            "{\"a\":{\"b\":[true,false]},\"c\":null}",
            Map.of("a", Map.of("b", List.of(true, false)))),
        new Case(
            "\"tab\\t quote\\\" slash\\/ \\u00e9 \\ud83d\\ude00\"", "tab\t quote\" slash/ é 😀"));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void reads(Case example) {
    assertThat(Json.parse(example.text())).isEqualTo(example.value());
  }

  @ParameterizedTest
  @MethodSource("readable")
  void readsWhatItWrote(Case example) {
    assertThat(Json.parse(Json.write(example.value()))).isEqualTo(example.value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1,", "{\"a\"}", "tru", "\"open", "\"\\u12\"", "{} {}", "?"})
  void refusesBrokenText(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
