package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.user.UserFilter.All;
import dev.poolhouse.user.UserFilter.Equal;
import dev.poolhouse.user.UserFilter.Field;
import dev.poolhouse.user.UserFilter.Prefix;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The grammar of the `ListUsers` filter, its folding and its refusals; and that no text at all
/// makes it fail in another way.
final class UserFilterParserTest {
  private static final String MALFORMED = "Error while parsing filter.";

  private record Case(String text, UserFilter expected) {}

  static Stream<Case> filters() {
    return Stream.of(
        new Case("", new All()),
        new Case("  ", new All()),
        new Case("username = \"Al\"", new Equal(Field.USERNAME, "Al")),
        new Case("username=\"Al\"", new Equal(Field.USERNAME, "Al")),
        new Case(" email\t^= \"A@B\" ", new Prefix(Field.EMAIL, "a@b")),
        new Case("cognito:user_status=\"confirmed\"", new Equal(Field.USER_STATUS, "CONFIRMED")),
        new Case("status=\"Enabled\"", new Equal(Field.STATUS, "Enabled")),
        new Case("sub ^= \"ABC\"", new Prefix(Field.SUB, "abc")),
        new Case("name=\"\\\"a\\\\b = c\"", new Equal(Field.NAME, "\"a\\b = c")),
        new Case("given_name=\"\"", new Equal(Field.GIVEN_NAME, "")),
        new Case("family_name=\"Ä\"", new Equal(Field.FAMILY_NAME, "ä")),
        new Case("preferred_username=\"x\"", new Equal(Field.PREFERRED_USERNAME, "x")),
        new Case("phone_number ^=\"+1\"", new Prefix(Field.PHONE_NUMBER, "+1")));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void filterIsRead(Case given) {
    assertThat(UserFilterParser.parse(given.text())).isEqualTo(given.expected());
  }

  private record Refusal(String text, String message) {}

  static Stream<Refusal> refusals() {
    return Stream.of(
        new Refusal("username", MALFORMED),
        new Refusal("username =", MALFORMED),
        new Refusal("username = alice", MALFORMED),
        new Refusal("username = 'alice'", MALFORMED),
        new Refusal("username = \"alice", MALFORMED),
        new Refusal("username = \"alice\" x", MALFORMED),
        new Refusal("username ^ = \"alice\"", MALFORMED),
        new Refusal("username == \"alice\"", MALFORMED),
        new Refusal("username != \"alice\"", MALFORMED),
        new Refusal("= \"alice\"", MALFORMED),
        new Refusal("name = \"\\x\"", MALFORMED),
        new Refusal("name = \"\\", MALFORMED),
        new Refusal("\"username\" = \"a\"", MALFORMED),
        new Refusal("custom:foo = \"a\"", "Invalid search attribute: custom:foo"),
        new Refusal("EMAIL = \"a\"", "Invalid search attribute: EMAIL"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusalNamesWhatIsWrong(Refusal given) {
    assertThatThrownBy(() -> UserFilterParser.parse(given.text()))
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
              assertThat(e.text()).hasValue(given.message());
            });
  }

  @Test
  void noTextFailsInAnotherWay() {
    Random random = new Random(1);
    String letters = "username email=^\"\\ \t\uD800\uDC00ä:";
    for (int run = 0; run < 20_000; run++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(24); i > 0; i--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        assertThat(UserFilterParser.parse(text.toString())).isNotNull();
      } catch (ApiException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
      }
    }
  }
}
