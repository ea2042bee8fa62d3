package dev.poolhouse.signin;

import dev.poolhouse.client.Client;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.trigger.CreateAuthChallenge;
import dev.poolhouse.trigger.DefineAuthChallenge;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.trigger.PostAuthentication;
import dev.poolhouse.trigger.PreAuthentication;
import dev.poolhouse.trigger.TriggerKind;
import dev.poolhouse.trigger.Triggers;
import dev.poolhouse.trigger.VerifyAuthChallengeResponse;
import dev.poolhouse.user.EventAttributes;
import dev.poolhouse.user.Passwords;
import dev.poolhouse.wire.ApiException;
import java.util.Map;
import java.util.Optional;

/// Calls the functions of the pool that take part in a sign-in, with the user as events show it.
/// Names that belong to nobody look the same to the client, though functions are told. May be
/// shared; called outside any transaction.
///
/// Source: triggers reference §3, §4.3 to §4.5.
final class SignInFunctions {
  private final Triggers triggers;
  private final Passwords passwords;

  SignInFunctions(Triggers triggers, Passwords passwords) {
    this.triggers = triggers;
    this.passwords = passwords;
  }

  /// Before anything is checked, in custom sign-ins before the other functions (unsure); the
  /// function may refuse by throwing.
  void before(Opening opening, Person person) {
    Occasion occasion = opening.occasion();
    if (Triggers.configured(occasion, TriggerKind.PRE_AUTHENTICATION)) {
      triggers.fire(
          occasion,
          new PreAuthentication(
              userName(opening.pool(), person),
              attributes(opening.pool(), person),
              userNotFound(opening.client(), person)));
    }
  }

  /// After everything has been proven, before tokens are made.
  ///
  /// @param newDevice whether a device was seen for the first time
  void after(Progress progress, boolean newDevice) {
    if (Triggers.configured(progress.occasion(), TriggerKind.POST_AUTHENTICATION)) {
      triggers.fire(
          progress.occasion(),
          new PostAuthentication(
              progress.user().username(),
              EventAttributes.of(progress.pool(), progress.user()),
              newDevice));
    }
  }

  /// How a custom sign-in goes on.
  DefineAuthChallenge.Decision define(Progress progress, CustomRounds rounds) {
    return triggers
        .fire(
            progress.occasion(),
            new DefineAuthChallenge(
                userName(progress.pool(), progress.person()),
                attributes(progress),
                rounds.results(),
                userNotFound(progress.client(), progress.person())))
        .orElseThrow(SignInFunctions::missing);
  }

  /// A custom challenge.
  CreateAuthChallenge.Made create(Progress progress, CustomRounds rounds, String name) {
    return triggers
        .fire(
            progress.occasion(),
            new CreateAuthChallenge(
                userName(progress.pool(), progress.person()),
                attributes(progress),
                name,
                rounds.results(),
                userNotFound(progress.client(), progress.person())))
        .orElseThrow(SignInFunctions::missing);
  }

  /// Whether an answer is right.
  boolean verify(Answer answer, Person person, CustomRounds rounds) {
    return triggers
        .fire(
            answer.occasion(),
            new VerifyAuthChallengeResponse(
                userName(answer.pool(), person),
                attributes(answer.pool(), person),
                rounds.kept(),
                answer.require("ANSWER"),
                userNotFound(answer.client(), person)))
        .orElseThrow(SignInFunctions::missing);
  }

  /// The name that events and challenges show: of somebody, the stored one. Where that is never the
  /// one that was typed, a name of the same form stands for nobody.
  String userName(Pool pool, Person person) {
    return person
        .known()
        .map(known -> known.user().username())
        .orElseGet(
            () ->
                alias(pool, person.typedName())
                    ? passwords.simulatedId(pool, person.typedName())
                    : person.typedName());
  }

  private static boolean alias(Pool pool, String name) {
    boolean contact = name.contains("@") || name.startsWith("+");
    return pool.policy().usesAttributesAsUsername()
        || (contact && !pool.policy().aliases().isEmpty());
  }

  /// The user as this call is about to store it.
  private static Map<String, String> attributes(Progress progress) {
    return progress.person().known().isPresent()
        ? EventAttributes.of(progress.pool(), progress.user())
        : Map.of();
  }

  private static Map<String, String> attributes(Pool pool, Person person) {
    return person.known().map(known -> EventAttributes.of(pool, known.user())).orElseGet(Map::of);
  }

  private static Optional<Boolean> userNotFound(Client client, Person person) {
    return client.rules().hidesUnknownUsers()
        ? Optional.of(person.known().isEmpty())
        : Optional.empty();
  }

  /// Source: quoted alike by several clients (sign-in reference §1.3).
  static ApiException missing() {
    return ApiException.invalidParameter(
        "Custom auth lambda trigger is not configured for the user pool.");
  }
}
