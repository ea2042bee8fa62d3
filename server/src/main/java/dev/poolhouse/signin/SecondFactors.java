package dev.poolhouse.signin;

import dev.poolhouse.mfa.SoftwareTokenStore.SoftwareToken;
import dev.poolhouse.mfa.SoftwareTokens;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.risk.Demand;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Contacts;
import dev.poolhouse.user.MfaFactor;
import dev.poolhouse.user.User;
import dev.poolhouse.wire.SessionErrors;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Asks for second factors: which one, its code, or to set one up (sign-in reference §3.2, §5). May
/// be shared.
final class SecondFactors {
  private final Recording recording;
  private final Sessions sessions;
  private final CodeSteps codes;
  private final Transactions transactions;
  private final SoftwareTokens tokens;

  SecondFactors(
      Recording recording,
      Sessions sessions,
      CodeSteps codes,
      Transactions transactions,
      SoftwareTokens tokens) {
    this.recording = recording;
    this.sessions = sessions;
    this.codes = codes;
    this.transactions = transactions;
    this.tokens = tokens;
  }

  /// What the user can be asked for: [UsableFactors], or, where the pool demands a factor and the
  /// user switched none on, a generator that was set up. Otherwise whoever knows the password could
  /// set up another one in its place. A risky sign-in may be asked for what the user has not
  /// switched on.
  Set<MfaFactor> usable(Progress progress) {
    Set<MfaFactor> usable = usable(progress.pool(), progress.user(), () -> generator(progress));
    return usable.isEmpty() && SignInThreats.demand(progress) != Demand.NONE
        ? UsableFactors.configured(
            progress.pool(),
            progress.user(),
            () -> generator(progress).flatMap(SoftwareToken::secret).isPresent())
        : usable;
  }

  private static Set<MfaFactor> usable(
      Pool pool, User user, Supplier<Optional<SoftwareToken>> generator) {
    Set<MfaFactor> usable = UsableFactors.of(pool, user);
    boolean demanded = pool.mfaPolicy().mode() == UserPoolMfaType.ON;
    return usable.isEmpty()
            && demanded
            && generator.get().flatMap(SoftwareToken::secret).isPresent()
        ? Set.of(MfaFactor.SOFTWARE_TOKEN_MFA)
        : usable;
  }

  /// Refuses to set up a factor once the user has one that can be asked for: its proof is what the
  /// sign-in needs then.
  void requireNone(Tx tx, Pool pool, User user) {
    if (!usable(pool, user, () -> tokens.find(tx, user.id())).isEmpty()) {
      throw SessionErrors.usedUp();
    }
  }

  /// The same before anything is begun.
  void requireNone(Progress progress) {
    if (!usable(progress).isEmpty()) {
      throw SessionErrors.usedUp();
    }
  }

  /// Asks for one factor.
  Outcome ask(Progress progress, Recording.Change change, MfaFactor factor) {
    return switch (factor) {
      case SMS_MFA -> codes.askSms(progress, change, contact(progress, Contacts.PHONE_NUMBER));
      case EMAIL_OTP -> codes.askEmail(progress, change, contact(progress, Contacts.EMAIL), false);
      case SOFTWARE_TOKEN_MFA ->
          ask(progress, change, new Challenge.SoftwareTokenMfa(), generatorName(progress));
    };
  }

  /// Asks which of several factors to use.
  ///
  /// @param offered the factors to choose from
  Outcome askWhich(Progress progress, Recording.Change change, Set<MfaFactor> offered) {
    return ask(
        progress,
        change,
        new Challenge.SelectMfaType(Set.copyOf(offered)),
        Map.of("MFAS_CAN_CHOOSE", names(offered)));
  }

  /// Asks to set up a factor.
  Outcome askSetup(Progress progress, Recording.Change change) {
    return ask(
        progress,
        change,
        new Challenge.MfaSetup(false),
        Map.of("MFAS_CAN_SETUP", names(UsableFactors.ofPool(progress.pool().mfaPolicy()))));
  }

  /// What the user calls the generator; left out when it has no name (unsure).
  private Map<String, String> generatorName(Progress progress) {
    return generator(progress)
        .map(SoftwareToken::name)
        .filter(name -> !name.isEmpty())
        .map(name -> Map.of("FRIENDLY_DEVICE_NAME", name))
        .orElse(Map.of());
  }

  private Optional<SoftwareToken> generator(Progress progress) {
    return transactions.read("find software token", tx -> tokens.find(tx, progress.user().id()));
  }

  private Outcome ask(
      Progress progress, Recording.Change change, Challenge challenge, Map<String, String> tells) {
    recording.commit(progress, Optional.empty(), change);
    Map<String, String> parameters = new LinkedHashMap<>(tells);
    nameUser(progress, parameters);
    return Outcome.Challenged.of(
        challenge.name(), parameters, sessions.session(sessions.next(progress, challenge)));
  }

  /// What answering for `factor` proves.
  static LevelPaths.Ask ask(MfaFactor factor) {
    return switch (factor) {
      case SMS_MFA -> LevelPaths.Ask.SMS_MFA;
      case EMAIL_OTP -> LevelPaths.Ask.EMAIL_MFA;
      case SOFTWARE_TOKEN_MFA -> LevelPaths.Ask.SOFTWARE_TOKEN_MFA;
    };
  }

  /// Adds `USER_ID_FOR_SRP` where the challenge comes straight from the opening call.
  static void nameUser(Progress progress, Map<String, String> parameters) {
    if (progress.context().opens()) {
      parameters.put("USER_ID_FOR_SRP", progress.user().username());
    }
  }

  private static String contact(Progress progress, String attribute) {
    return progress
        .user()
        .attribute(attribute)
        .orElseThrow(() -> new IllegalStateException("a factor without " + attribute));
  }

  /// A JSON list; the names need no escaping.
  private static String names(Collection<MfaFactor> factors) {
    return factors.stream()
        .sorted()
        .map(factor -> '"' + factor.name() + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }
}
