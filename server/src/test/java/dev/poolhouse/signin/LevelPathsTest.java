package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.pool.AcrLevel;
import dev.poolhouse.signin.LevelPaths.Ask;
import dev.poolhouse.token.AuthenticationMethod;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves what is asked next on the way to a level: the table for typical users by hand, and for
/// every user that following it always reaches the level, and that nothing is asked in vain.
final class LevelPathsTest {
  private static final Set<AuthenticationMethod> NOTHING =
      EnumSet.noneOf(AuthenticationMethod.class);

  private record Case(
      Set<AuthenticationMethod> proven, Set<Ask> askable, AcrLevel level, Set<Ask> next) {}

  static Stream<Case> typical() {
    Set<AuthenticationMethod> password = EnumSet.of(AuthenticationMethod.PASSWORD);
    Set<Ask> passwordAndMail = EnumSet.of(Ask.PASSWORD, Ask.EMAIL_OTP);
    Set<Ask> everything = EnumSet.of(Ask.PASSWORD, Ask.EMAIL_OTP, Ask.SMS_OTP, Ask.PASSKEY);
    Set<Ask> second = EnumSet.of(Ask.PASSWORD, Ask.SMS_MFA, Ask.SOFTWARE_TOKEN_MFA);
    return Stream.of(
        new Case(NOTHING, passwordAndMail, AcrLevel.ONE, passwordAndMail),
        new Case(NOTHING, passwordAndMail, AcrLevel.TWO, Set.of(Ask.EMAIL_OTP)),
        new Case(NOTHING, passwordAndMail, AcrLevel.THREE, Set.of(Ask.PASSWORD)),
        new Case(NOTHING, passwordAndMail, AcrLevel.FOUR, Set.of()),
        new Case(password, passwordAndMail, AcrLevel.THREE, Set.of(Ask.EMAIL_OTP)),
        new Case(password, passwordAndMail, AcrLevel.ONE, Set.of()),
        new Case(
            NOTHING, everything, AcrLevel.TWO, EnumSet.of(Ask.EMAIL_OTP, Ask.SMS_OTP, Ask.PASSKEY)),
        new Case(NOTHING, everything, AcrLevel.THREE, EnumSet.of(Ask.PASSWORD, Ask.PASSKEY)),
        new Case(
            password,
            everything,
            AcrLevel.THREE,
            EnumSet.of(Ask.EMAIL_OTP, Ask.SMS_OTP, Ask.PASSKEY)),
        new Case(NOTHING, second, AcrLevel.TWO, Set.of(Ask.PASSWORD)),
        new Case(password, second, AcrLevel.THREE, EnumSet.of(Ask.SMS_MFA, Ask.SOFTWARE_TOKEN_MFA)),
        new Case(password, second, AcrLevel.FOUR, Set.of(Ask.SOFTWARE_TOKEN_MFA)),
        new Case(
            EnumSet.of(AuthenticationMethod.PASSWORD, AuthenticationMethod.SMS),
            second,
            AcrLevel.FOUR,
            Set.of(Ask.SOFTWARE_TOKEN_MFA)),
        new Case(
            EnumSet.of(AuthenticationMethod.EMAIL),
            passwordAndMail,
            AcrLevel.THREE,
            Set.of(Ask.PASSWORD)),
        new Case(NOTHING, EnumSet.of(Ask.SMS_MFA), AcrLevel.TWO, Set.of()));
  }

  @ParameterizedTest
  @MethodSource("typical")
  void asksWhatIsMissing(Case given) {
    assertThat(LevelPaths.next(given.proven(), given.askable(), given.level()))
        .isEqualTo(given.next());
  }

  @Test
  void whateverIsChosenOnTheWayTheLevelIsReached() {
    for (AcrLevel level : AcrLevel.values()) {
      for (Set<Ask> askable : subsets(Ask.values())) {
        for (Set<AuthenticationMethod> proven :
            List.of(NOTHING, EnumSet.of(AuthenticationMethod.PASSWORD))) {
          follow(proven, askable, level);
        }
      }
    }
  }

  private static void follow(Set<AuthenticationMethod> proven, Set<Ask> askable, AcrLevel level) {
    if (!LevelPaths.reachable(proven, askable, level) || LevelPaths.reaches(proven, level)) {
      assertThat(LevelPaths.next(proven, askable, level)).isEmpty();
      return;
    }
    for (Ask ask : LevelPaths.next(proven, askable, level)) {
      assertThat(askable).contains(ask);
      assertThat(ask.second() && !proven.contains(AuthenticationMethod.PASSWORD))
          .as("%s before the password", ask)
          .isFalse();
      Set<AuthenticationMethod> more = EnumSet.noneOf(AuthenticationMethod.class);
      more.addAll(proven);
      more.add(method(ask));
      assertThat(more).as("nothing twice").hasSizeGreaterThan(proven.size());
      assertThat(LevelPaths.reachable(more, askable, level)).isTrue();
      follow(more, askable, level);
    }
  }

  private static AuthenticationMethod method(Ask ask) {
    return switch (ask) {
      case PASSWORD -> AuthenticationMethod.PASSWORD;
      case PASSKEY -> AuthenticationMethod.PLATFORM_PASSKEY;
      case EMAIL_OTP, EMAIL_MFA -> AuthenticationMethod.EMAIL;
      case SMS_OTP, SMS_MFA -> AuthenticationMethod.SMS;
      case SOFTWARE_TOKEN_MFA -> AuthenticationMethod.SOFTWARE_TOKEN;
    };
  }

  private static List<Set<Ask>> subsets(Ask... all) {
    List<Ask> asks = Arrays.asList(all);
    return IntStream.range(0, 1 << asks.size())
        .mapToObj(
            bits -> {
              Set<Ask> set = EnumSet.noneOf(Ask.class);
              IntStream.range(0, asks.size())
                  .filter(i -> (bits & (1 << i)) != 0)
                  .forEach(i -> set.add(asks.get(i)));
              return set;
            })
        .toList();
  }
}
