package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.poolhouse.key.AccessPolicy;
import dev.poolhouse.key.AccessPolicy.Effect;
import dev.poolhouse.key.AccessPolicy.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Policies in the grammar of IAM are read as they are meant; what has no meaning here is refused
/// by name.
final class PolicyJsonTest {

  @Test
  void readsBothFormsOfStatementActionAndResource() {
    AccessPolicy list =
        PolicyJson.parse(
            """
            {"Version": "2012-10-17", "Id": "x", "Statement": [
              {"Sid": "a", "Effect": "Allow", "Action": ["x:A", "x:B"], "Resource": "*"},
              {"Effect": "Deny", "Action": "x:B", "Resource": ["r1", "r2"]}]}
            """);
    assertThat(list.statements())
        .containsExactly(
            new Statement(Effect.ALLOW, List.of("x:A", "x:B"), List.of("*")),
            new Statement(Effect.DENY, List.of("x:B"), List.of("r1", "r2")));
    assertThat(
            PolicyJson.parse(
                    "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}")
                .statements())
        .isEqualTo(AccessPolicy.administrator().statements());
  }

  @Test
  void readsWhatItWrites() {
    AccessPolicy policy =
        new AccessPolicy(
            List.of(
                new Statement(Effect.DENY, List.of("a\"b", "c"), List.of("é")),
                new Statement(Effect.ALLOW, List.of("*"), List.of("*"))));
    assertThat(PolicyJson.parse(PolicyJson.write(policy))).isEqualTo(policy);
  }

  record Case(String policy, String reason) {}

  static Stream<Case> refused() {
    String rest = "\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"";
    return Stream.of(
        new Case("[]", "it is not a JSON object."),
        new Case("{}", "Statement must be an object or a list of at least one."),
        new Case("{\"Statement\":[]}", "Statement must be an object or a list of at least one."),
        new Case("{\"Statement\":[1]}", "statement 1 is not a JSON object."),
        new Case("{\"Statements\":[]}", "Statements is not supported: remove it."),
        new Case(
            "{\"Statement\":[{" + rest + "},{" + rest + ",\"Condition\":{}}]}",
            "Condition in statement 2 is not supported: remove it."),
        new Case(
            "{\"Statement\":{\"Effect\":\"Allow\",\"NotAction\":\"*\",\"Resource\":\"*\"}}",
            "NotAction in statement 1 is not supported: remove it."),
        new Case(
            "{\"Statement\":{" + rest + ",\"Principal\":\"*\"}}",
            "Principal in statement 1 is not supported: remove it."),
        new Case(
            "{\"Statement\":{\"Effect\":\"allow\",\"Action\":\"*\",\"Resource\":\"*\"}}",
            "Effect in statement 1 must be Allow or Deny."),
        new Case(
            "{\"Statement\":{\"Effect\":\"Allow\",\"Resource\":\"*\"}}",
            "Action in statement 1 must be a text or a list of texts."),
        new Case(
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":[],\"Resource\":\"*\"}}",
            "Action in statement 1 must be a text or a list of texts."),
        new Case(
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":[7]}}",
            "Resource in statement 1 must be a text or a list of texts."),
        new Case(" ".repeat(10_241), "it is longer than 10240 characters."));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWithAReason(Case given) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PolicyJson.parse(given.policy))
        .withMessage("The policy cannot be used: " + given.reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"Statement\":[],\"Statement\":[]}", "{} {}", "nonsense"})
  void refusesWhatIsNotJson(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PolicyJson.parse(text))
        .withMessageStartingWith("The policy cannot be used: it is not");
  }
}
