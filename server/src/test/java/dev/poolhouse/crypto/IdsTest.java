package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Proves the form of each id, that none repeats, that codes use all digits, and that temporary
/// passwords fulfil the rule.
final class IdsTest {
  private static final Ids IDS = new Ids(new SecureRandom());
  private static final String UUID_V4 =
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  record Form(String name, Supplier<String> id, String pattern) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Form> FORMS =
      List.of(
          new Form("pool suffix", IDS::poolSuffix, "[0-9a-zA-Z]{9}"),
          new Form("client id", IDS::clientId, "[0-9a-z]{26}"),
          new Form("client secret", () -> IDS.clientSecret().reveal(), "[0-9a-z]{52}"),
          new Form("UUID", IDS::uuid, UUID_V4),
          new Form("sub", IDS::sub, UUID_V4),
          new Form("internal key", IDS::internalKey, "[A-Za-z0-9_-]{22}"),
          new Form("long code", () -> IDS.numericCode(20).reveal(), "[0-9]{20}"),
          new Form("access key id", IDS::accessKeyId, "PHKA[A-Z2-7]{16}"),
          new Form("access key", () -> IDS.secretAccessKey().reveal(), "[A-Za-z0-9+/]{40}"));

  @ParameterizedTest
  @FieldSource("FORMS")
  void idsHaveTheirFormAndDoNotRepeat(Form form) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      assertThat(form.id.get()).matches(form.pattern).satisfies(id -> seen.add(id));
    }
    assertThat(seen).hasSize(200);
  }

  @Test
  void codesBeginWithEveryDigit() {
    Set<Character> first = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String code = IDS.numericCode(6).reveal();
      assertThat(code).hasSize(6);
      first.add(code.charAt(0));
    }
    assertThat(first).hasSize(10);
  }

  @Test
  void impossibleLengthsAreRefused() {
    assertThatThrownBy(() -> IDS.numericCode(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a code has 1 to 32 digits, not 0");
    assertThatThrownBy(() -> new Ids.PasswordRule(257, true, true, true, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("password length must be from 1 to 256");
  }

  @Property(tries = 300)
  void temporaryPasswordsFulfilTheRule(
      @ForAll @IntRange(min = 1, max = 99) int length,
      @ForAll boolean upper,
      @ForAll boolean lower,
      @ForAll boolean numbers,
      @ForAll boolean symbols) {
    String password =
        IDS.temporaryPassword(new Ids.PasswordRule(length, upper, lower, numbers, symbols))
            .reveal();

    assertThat(password).hasSize(Math.max(length, 12)).matches("[!-~]+");
    assertThat(password.matches(".*[A-Z].*") || !upper).isTrue();
    assertThat(password.matches(".*[a-z].*") || !lower).isTrue();
    assertThat(password.matches(".*[0-9].*") || !numbers).isTrue();
    assertThat(password.matches(".*[!@%^*_+\\-=?.].*")).isEqualTo(symbols);
  }
}
