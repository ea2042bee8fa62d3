package dev.poolhouse.signin;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.signup.SignUpSessions;
import dev.poolhouse.user.Contacts;
import dev.poolhouse.user.User;
import dev.poolhouse.wire.SessionErrors;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Signs in someone who has just confirmed the sign-up: the code that was typed there counts as the
/// first factor. May be shared.
///
/// Source: sign-in reference §6.3.
final class SignUpContinuation {
  private final People people;
  private final SignUpSessions sessions;

  SignUpContinuation(People people, SignUpSessions sessions) {
    this.people = people;
    this.sessions = sessions;
  }

  /// The sign-in that `session` stands for.
  ///
  /// Throws `NotAuthorizedException` for a session that was not given to this client by
  /// ConfirmSignUp, is about another user, or one who was signed out everywhere since.
  Progress progress(Opening opening, String session) {
    SignUpSessions.Content content = sessions.require(session, opening.client(), true);
    Person person = people.entering(opening.pool(), opening.client(), opening.require("USERNAME"));
    Person.Known known =
        person
            .known()
            .filter(found -> found.user().id().equals(content.userId()))
            .orElseThrow(SessionErrors::invalid);
    User user = known.user();
    Attempt answered =
        new Attempt(
            content.id(),
            content.poolKey(),
            content.clientId(),
            Optional.of(user.id()),
            person.typedName(),
            Attempt.Flow.CHOICE,
            Set.of(),
            Set.of(),
            new Challenge.SelectChallenge(List.of()),
            Opening.deviceKey(opening.parameters()),
            Optional.empty(),
            Optional.empty(),
            content.givenAt(),
            content.expiresAt());
    Resumption.requireStillProven(answered, known);
    return new Progress(
        opening.pool(),
        opening.client(),
        person,
        Attempt.Flow.CHOICE,
        proven(opening.pool(), user, content),
        Set.of(),
        Set.of(),
        Optional.empty(),
        CallContext.of(opening),
        Optional.of(answered),
        Optional.empty());
  }

  /// Where nobody demands a second factor, the code is worth what a code at the sign-in is.
  private static Set<Factor> proven(Pool pool, User user, SignUpSessions.Content content) {
    Set<Factor> proven = EnumSet.of(Factor.SIGN_UP_CODE);
    boolean alone =
        pool.mfaPolicy().mode() != UserPoolMfaType.ON && UsableFactors.of(pool, user).isEmpty();
    if (alone) {
      boolean phone = content.confirmedBy().filter(Contacts.PHONE_NUMBER::equals).isPresent();
      proven.add(phone ? Factor.SMS_OTP : Factor.EMAIL_OTP);
    }
    return proven;
  }
}
