package dev.poolhouse.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// JSON inside a text is read as strictly as a request and written as it was read.
final class JsonDocumentsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":[1,-2.5,true,null,{\"b\":\"ü\\\"\"}],\"c\":{}}",
        "{\"a\":12345678901234567890}"
      })
  void whatIsReadIsWrittenAgain(String text) {
    assertThat(JsonDocuments.readObject(text).map(JsonDocuments::write)).hasValue(text);
  }

  static Stream<String> others() {
    return Stream.of(
        "",
        "[]",
        "1",
        "null",
        "\"a\"",
        "{",
        "{}{}",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":\"\\u0000\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":" + "1".repeat(101) + "}",
        "{\"a\":".repeat(40) + "1" + "}".repeat(40));
  }

  @ParameterizedTest
  @MethodSource("others")
  void anythingElseIsNothing(String text) {
    assertThat(JsonDocuments.readObject(text)).isEmpty();
  }
}
