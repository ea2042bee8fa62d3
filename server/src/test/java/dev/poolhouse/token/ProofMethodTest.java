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
final class ProofMethodTest {

  private record Case(Set<ProofMethod> methods) {
    private boolean all(ProofMethod... wanted) {
      return methods.containsAll(List.of(wanted));
    }

    Optional<AcrLevel> level() {
      if (all(ProofMethod.PASSWORD, ProofMethod.SOFTWARE_TOKEN)) {
        return Optional.of(AcrLevel.FOUR);
      }
      boolean three =
          all(ProofMethod.PLATFORM_PASSKEY)
              || all(ProofMethod.ROAMING_PASSKEY)
              || all(ProofMethod.PASSWORD, ProofMethod.SMS)
              || all(ProofMethod.PASSWORD, ProofMethod.EMAIL);
      if (three) {
        return Optional.of(AcrLevel.THREE);
      }
      if (all(ProofMethod.SMS) || all(ProofMethod.EMAIL)) {
        return Optional.of(AcrLevel.TWO);
      }
      return all(ProofMethod.PASSWORD) ? Optional.of(AcrLevel.ONE) : Optional.empty();
    }

    List<String> amr() {
      List<String> words = List.of("pwd", "otp", "sms", "email_otp", "swk", "hwk");
      Stream<String> own = methods.stream().map(method -> words.get(method.ordinal()));
      return Stream.concat(own, methods.size() > 1 ? Stream.of("mfa") : Stream.empty()).toList();
    }
  }

  static Stream<Case> sets() {
    ProofMethod[] all = ProofMethod.values();
    return IntStream.range(0, 1 << all.length)
        .mapToObj(
            bits -> {
              Set<ProofMethod> methods = EnumSet.noneOf(ProofMethod.class);
              IntStream.range(0, all.length)
                  .filter(i -> (bits & 1 << i) != 0)
                  .forEach(i -> methods.add(all[i]));
              return new Case(methods);
            });
  }

  @ParameterizedTest
  @MethodSource("sets")
  void levelAndNamesFollowFromTheMethods(Case given) {
    assertThat(ProofMethod.level(given.methods())).isEqualTo(given.level());
    assertThat(ProofMethod.amr(given.methods())).isEqualTo(given.amr());
    assertThat(ProofMethod.of(given.amr())).isEqualTo(given.methods());
  }
}
