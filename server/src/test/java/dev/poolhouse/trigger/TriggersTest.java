package dev.poolhouse.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves what each end of a call means for each kind: exact errors, and no call where the pool has
/// no function. How functions are reached is proven in package `lambda`.
///
/// Source: triggers reference §6.
final class TriggersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Functions that all end alike.
  private static final class Ending implements Functions {
    private final Outcome outcome;
    private final List<Call> calls = new ArrayList<>();

    Ending(Outcome outcome) {
      this.outcome = outcome;
    }

    @Override
    public Result invoke(Call call) {
      calls.add(call);
      return new Result(outcome, 1);
    }
  }

  private static Functions.Outcome returned(String json) {
    return new Functions.Outcome.Returned(Secret.of(json.replace('\'', '"')));
  }

  private record Case(
      String name, Functions.Outcome outcome, ErrorCode code, String text, TriggerKind kind) {
    @Override
    public String toString() {
      return kind.configName() + ": " + name;
    }
  }

  private static Stream<Case> cases() {
    return Arrays.stream(TriggerKind.values()).flatMap(TriggersTest::cases);
  }

  private static Stream<Case> cases(TriggerKind kind) {
    String name = kind.configName();
    return Stream.concat(
        Stream.of(
            new Case(
                "threw",
                new Functions.Outcome.Threw("Not invited"),
                ErrorCode.USER_LAMBDA_VALIDATION,
                name + " failed with error Not invited.",
                kind),
            new Case(
                "threw a sentence",
                new Functions.Outcome.Threw("No."),
                ErrorCode.USER_LAMBDA_VALIDATION,
                name + " failed with error No..",
                kind),
            new Case(
                "may not be called",
                new Functions.Outcome.Refused("AccessDeniedException"),
                ErrorCode.UNEXPECTED_LAMBDA,
                name + " invocation failed due to error AccessDeniedException.",
                kind),
            new Case(
                "does not answer",
                new Functions.Outcome.TimedOut(),
                ErrorCode.UNEXPECTED_LAMBDA,
                name
                    + " invocation failed due to error Socket timeout while invoking Lambda"
                    + " function.",
                kind)),
        Stream.concat(
            Stream.of("null", "'text'", "", "no json", "{'response':{}", "[]", "1", "{} {}")
                .map(
                    output ->
                        new Case(
                            output,
                            returned(output),
                            ErrorCode.INVALID_LAMBDA_RESPONSE,
                            "Invalid lambda function output : Invalid JSON",
                            kind)),
            Stream.of("{'response':[]}", "{'response':'x'}", "{'response':null}")
                .map(
                    output ->
                        new Case(
                            output,
                            returned(output),
                            ErrorCode.INVALID_LAMBDA_RESPONSE,
                            "Unrecognizable lambda output",
                            kind))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void callEndsInItsError(Case given) {
    ApiException refused =
        catchThrowableOfType(
            ApiException.class,
            () ->
                new Triggers(new Ending(given.outcome()), PATIENCE)
                    .fire(TestOccasion.of("SignUp"), Samples.of(given.kind())));
    assertThat(refused.code()).isEqualTo(given.code());
    assertThat(refused.text()).contains(given.text());
  }

  @Test
  void answerNestedTooDeeplyIsNoJson() {
    String deepest = "{'response':{'x':" + "[".repeat(30) + "]".repeat(30) + "}}";
    String deeper = "{'response':{'x':" + "[".repeat(31) + "]".repeat(31) + "}}";
    assertThat(fire(TestOccasion.of("SignUp"), returned(deepest))).isPresent();
    assertThat(
            catchThrowableOfType(
                    ApiException.class, () -> fire(TestOccasion.of("SignUp"), returned(deeper)))
                .text())
        .contains("Invalid lambda function output : Invalid JSON");
  }

  @Test
  void functionMayLeaveOutEverything() {
    assertThat(fire(TestOccasion.of("SignUp"), returned("{}"))).contains(PreSignUp.Decision.NONE);
  }

  private static Optional<PreSignUp.Decision> fire(Occasion occasion, Functions.Outcome outcome) {
    return new Triggers(new Ending(outcome), PATIENCE)
        .fire(occasion, new PreSignUp("SignUp", "ann", Map.of(), Map.of()));
  }

  @ParameterizedTest
  @EnumSource(TriggerKind.class)
  void functionIsThatOfTheKind(TriggerKind kind) {
    Ending functions = new Ending(returned("{'response':{'issueTokens':true}}"));
    assertThat(Triggers.configured(TestOccasion.of("SignUp"), kind)).isTrue();
    assertThat(new Triggers(functions, PATIENCE).fire(TestOccasion.of("SignUp"), Samples.of(kind)))
        .isPresent();
    assertThat(functions.calls)
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.arn()).isEqualTo("f:" + kind.configName());
              assertThat(call.kind()).isEqualTo(kind);
              assertThat(call.patience()).isEqualTo(PATIENCE);
              assertThat(Json.read(call.event().reveal())).isInstanceOf(Map.class);
            });
  }

  @ParameterizedTest
  @EnumSource(TriggerKind.class)
  void poolWithoutTheFunctionFiresNothing(TriggerKind kind) {
    Ending functions = new Ending(new Functions.Outcome.TimedOut());
    Occasion occasion = TestOccasion.withoutFunctions();
    assertThat(Triggers.configured(occasion, kind)).isFalse();
    assertThat(new Triggers(functions, PATIENCE).fire(occasion, Samples.of(kind))).isEmpty();
    assertThat(functions.calls).isEmpty();
  }

  @Test
  void whatASenderReturnsIsNotLookedAt() {
    Ending functions = new Ending(new Functions.Outcome.TimedOut());
    Triggers triggers = new Triggers(functions, PATIENCE);
    CustomSender sender = (CustomSender) Samples.of(TriggerKind.CUSTOM_SMS_SENDER);
    assertThat(triggers.send(TestOccasion.of("SignUp"), sender))
        .contains(new Functions.Outcome.TimedOut());
    assertThat(triggers.send(TestOccasion.withoutFunctions(), sender)).isEmpty();
    assertThat(functions.calls)
        .extracting(Functions.Call::arn)
        .containsExactly("f:CustomSMSSender");
  }
}
