package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Proves that a message that echoes what a caller sent can break neither the headers nor the JSON
/// of the answer.
class WireErrorTest {
  private static final JsonMapper JSON = new JsonMapper();

  private record Case(String name, String message, String header) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> messages() {
    return Stream.of(
        new Case("plain", "User does not exist.", "User does not exist."),
        new Case("new header", "a\r\nSet-Cookie: b=c", "a??Set-Cookie: b=c"),
        new Case("new answer", "a\r\n\r\n<html>", "a????<html>"),
        new Case("other line ends", "a\u0085b\u2028c\u000bd", "a?b?c?d"),
        new Case("control characters", "a\u0000b\tc\u007fd", "a?b?c?d"),
        new Case("letters beyond ASCII", "Zo\u00eb \u4f60 \ud83d\ude00", "Zo? ? ?"),
        new Case("half a surrogate pair", "a\ud83db", "a?b"),
        new Case("quotes and backslashes", "a\"b\\c", "a\"b\\c"),
        new Case("spaces around", "  a  ", "a"),
        new Case("longer than a header may be", "x".repeat(100_000), "x".repeat(1024)));
  }

  @ParameterizedTest
  @MethodSource
  void messages(Case row) {
    WireError error =
        WireError.of(ApiException.of(ErrorCode.INVALID_PARAMETER, row.message()), "Any", "id");
    assertThat(error.headerText()).hasValue(row.header());
    if (!row.name().startsWith("half")) {
      String body = new String(error.body(), StandardCharsets.UTF_8);
      assertThat(JSON.readTree(body).path("message").stringValue()).isEqualTo(row.message());
    }
  }
}
