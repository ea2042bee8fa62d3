package dev.poolhouse.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that flat maps survive writing and reading whatever their texts hold, and that nothing
/// else is read.
final class StringMapsTest {
  @Test
  void textsAndOrderSurvive() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("z", "\" \\ / \n \u0001 \u2028 ü 😀");
    map.put("", "");
    map.put("a\"b", "{}");

    Map<String, String> read = StringMaps.read(StringMaps.write(map));

    assertThat(read).containsExactlyEntriesOf(map);
  }

  @Test
  void anEmptyMapIsAnEmptyObject() {
    assertThat(StringMaps.write(Map.of())).isEqualTo("{}");
    assertThat(StringMaps.read("{}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "{",
        "{\"a\":1}",
        "{\"a\":null}",
        "{\"a\":{}}",
        "{\"a\":\"b\"",
        "{}{}",
        "{} x"
      })
  void anythingElseIsRefusedWithoutBeingShown(String text) {
    assertThatThrownBy(() -> StringMaps.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Not a flat JSON object of strings");
  }
}
