package dev.poolhouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.pool.AcrLevel;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves for every set of methods which level it satisfies and how `amr` lists it. The oracle is
/// the guide's table of levels, highest satisfied first.
final class AuthenticationMethodTest {

  private record Case(Set<AuthenticationMethod> methods) {
    private boolean all(AuthenticationMethod... wanted) {
      return methods.containsAll(List.of(wanted));
    }

    Optional<AcrLevel> level() {
      if (all(AuthenticationMethod.PASSWORD, AuthenticationMethod.SOFTWARE_TOKEN)) {
        return Optional.of(AcrLevel.FOUR);
      }
      boolean three =
          all(AuthenticationMethod.PLATFORM_PASSKEY)
              || all(AuthenticationMethod.ROAMING_PASSKEY)
              || all(AuthenticationMethod.PASSWORD, AuthenticationMethod.SMS)
              || all(AuthenticationMethod.PASSWORD, AuthenticationMethod.EMAIL);
      if (three) {
        return Optional.of(AcrLevel.THREE);
      }
      if (all(AuthenticationMethod.SMS) || all(AuthenticationMethod.EMAIL)) {
        return Optional.of(AcrLevel.TWO);
      }
      return all(AuthenticationMethod.PASSWORD) ? Optional.of(AcrLevel.ONE) : Optional.empty();
    }

    List<String> amr() {
      Stream<String> own =
          methods.stream()
              .map(
                  method ->
                      switch (method) {
                        case PASSWORD -> "pwd";
                        case SOFTWARE_TOKEN -> "otp";
                        case SMS -> "sms";
                        case EMAIL -> "email_otp";
                        case PLATFORM_PASSKEY -> "swk";
                        case ROAMING_PASSKEY -> "hwk";
                      });
      return Stream.concat(own, methods.size() > 1 ? Stream.of("mfa") : Stream.empty()).toList();
    }
  }

  static Stream<Case> sets() {
    AuthenticationMethod[] all = AuthenticationMethod.values();
    return IntStream.range(0, 1 << all.length)
        .mapToObj(
            bits -> {
              Set<AuthenticationMethod> methods = EnumSet.noneOf(AuthenticationMethod.class);
              IntStream.range(0, all.length)
                  .filter(i -> (bits & 1 << i) != 0)
                  .forEach(i -> methods.add(all[i]));
              return new Case(methods);
            });
  }

  @ParameterizedTest
  @MethodSource("sets")
  void levelAndNamesFollowFromTheMethods(Case given) {
    assertThat(AuthenticationMethod.level(given.methods())).isEqualTo(given.level());
    assertThat(AuthenticationMethod.amr(given.methods())).isEqualTo(given.amr());
    assertThat(AuthenticationMethod.of(given.amr())).isEqualTo(given.methods());
  }
}
