package dev.poolhouse.signin;

import dev.poolhouse.pool.AcrLevel;
import dev.poolhouse.token.AuthenticationMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// What leads to an authentication level: nothing is asked that the level can do without, and the
/// password is asked before what needs it.
///
/// Source: step-up section of the guide's page on authentication methods in SDKs.
final class LevelPaths {
  private static final Set<Ask> PASSWORD_ALONE = Set.of(Ask.PASSWORD);

  private LevelPaths() {}

  /// What a user can be asked to prove.
  enum Ask {
    PASSWORD(AuthenticationMethod.PASSWORD, false),
    PASSKEY(AuthenticationMethod.PLATFORM_PASSKEY, false),
    EMAIL_OTP(AuthenticationMethod.EMAIL, false),
    SMS_OTP(AuthenticationMethod.SMS, false),
    SMS_MFA(AuthenticationMethod.SMS, true),
    EMAIL_MFA(AuthenticationMethod.EMAIL, true),
    SOFTWARE_TOKEN_MFA(AuthenticationMethod.SOFTWARE_TOKEN, true);

    private final AuthenticationMethod method;
    private final boolean second;

    /// @param second whether it is asked after the password only
    Ask(AuthenticationMethod method, boolean second) {
      this.method = method;
      this.second = second;
    }

    /// Whether it is asked after the password only.
    boolean second() {
      return second;
    }
  }

  /// Whether someone who has proven `proven` can still reach `level`.
  static boolean reachable(Set<AuthenticationMethod> proven, Set<Ask> askable, AcrLevel level) {
    return reaches(proven, level) || !next(proven, askable, level).isEmpty();
  }

  /// Whether `proven` is enough for `level`.
  static boolean reaches(Set<AuthenticationMethod> proven, AcrLevel level) {
    return AuthenticationMethod.level(proven).filter(reached -> reached.reaches(level)).isPresent();
  }

  /// What may be asked next; empty when the level is reached, or cannot be.
  static Set<Ask> next(Set<AuthenticationMethod> proven, Set<Ask> askable, AcrLevel level) {
    Set<Ask> next = EnumSet.noneOf(Ask.class);
    if (reaches(proven, level)) {
      return next;
    }
    List<Ask> open = askable.stream().sorted().filter(ask -> !proven.contains(ask.method)).toList();
    IntStream.range(1, 1 << open.size())
        .mapToObj(bits -> chosen(open, bits))
        .filter(asked -> leads(proven, asked, level))
        .filter(asked -> needsAll(proven, asked, level))
        .forEach(asked -> next.addAll(asked.contains(Ask.PASSWORD) ? PASSWORD_ALONE : asked));
    return next;
  }

  private static Set<Ask> chosen(List<Ask> open, int bits) {
    Set<Ask> asked = EnumSet.noneOf(Ask.class);
    IntStream.range(0, open.size())
        .filter(i -> (bits & (1 << i)) != 0)
        .forEach(i -> asked.add(open.get(i)));
    return asked;
  }

  private static boolean leads(Set<AuthenticationMethod> proven, Set<Ask> asked, AcrLevel level) {
    Set<AuthenticationMethod> then = EnumSet.noneOf(AuthenticationMethod.class);
    then.addAll(proven);
    asked.forEach(ask -> then.add(ask.method));
    boolean possible =
        then.contains(AuthenticationMethod.PASSWORD) || asked.stream().noneMatch(Ask::second);
    return possible && reaches(then, level);
  }

  private static boolean needsAll(
      Set<AuthenticationMethod> proven, Set<Ask> asked, AcrLevel level) {
    return asked.stream()
        .noneMatch(
            ask -> {
              Set<Ask> fewer = EnumSet.copyOf(asked);
              fewer.remove(ask);
              return leads(proven, fewer, level);
            });
  }
}
