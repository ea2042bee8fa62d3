package dev.poolhouse.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.trigger.Functions.Outcome;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves what becomes of the body of a function that threw, whatever it holds.
final class FunctionErrorTest {
  private record Case(String body, Outcome expected) {}

  static Stream<Case> bodies() {
    return Stream.of(
        new Case("{\"errorMessage\":\"No\",\"errorType\":\"E\"}", new Outcome.Threw("No")),
        new Case("{\"errorMessage\":\"\",\"errorType\":\"E\"}", new Outcome.Threw("E")),
        new Case("{\"errorMessage\":7,\"errorType\":8}", new Outcome.Threw("Unhandled")),
        new Case("{\"errorType\":\"Sandbox.Timedout\"}", new Outcome.Threw("Sandbox.Timedout")),
        new Case("[]", new Outcome.Threw("Unhandled")),
        new Case("<html>", new Outcome.Threw("Unhandled")),
        new Case("[".repeat(10_000), new Outcome.Threw("Unhandled")),
        new Case(
            "{\"errorMessage\":\"" + "😀".repeat(100_000) + "\"}",
            new Outcome.Threw("😀".repeat(4_096))));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void bodySaysWhatWentWrong(Case given) {
    assertThat(FunctionError.of(given.body())).isEqualTo(given.expected());
  }
}
