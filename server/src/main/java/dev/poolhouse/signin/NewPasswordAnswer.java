package dev.poolhouse.signin;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.risk.Scene;
import dev.poolhouse.risk.ThreatProtection;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.AttributeRules;
import dev.poolhouse.user.AttributeWriter;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.PasswordHistory;
import dev.poolhouse.user.PasswordRules;
import dev.poolhouse.user.Passwords;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.user.UserNames;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventFilterType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// `NEW_PASSWORD_REQUIRED`: a password of the user's own in the place of a temporary one, with the
/// attributes the pool requires (sign-in reference §3.2). May be shared.
final class NewPasswordAnswer {
  private static final String PREFIX = "userAttributes.";

  private final Resumption resumption;
  private final Completion completion;
  private final Writing writing;
  private final InstantSource clock;

  /// What writes the new password.
  record Writing(
      Transactions transactions,
      Passwords passwords,
      PasswordHistory history,
      UserChanges changes,
      ThreatProtection threats) {}

  NewPasswordAnswer(
      Resumption resumption, Completion completion, Writing writing, InstantSource clock) {
    this.resumption = resumption;
    this.completion = completion;
    this.writing = writing;
    this.clock = clock;
  }

  /// Sets the password and goes on. Nothing is kept of an answer that breaks a rule, and its
  /// session stays good.
  Outcome answer(Answer answer) {
    Resumption.Resumed<Challenge.NewPasswordRequired> resumed =
        resumption.require(answer, Challenge.NewPasswordRequired.class);
    Attempt attempt = resumed.attempt();
    Person person = resumed.person();
    User user = person.known().map(Person.Known::user).orElseThrow(UserNames::missing);
    Secret password = Secret.of(answer.require("NEW_PASSWORD"));
    Credential credential = credential(answer, user, password);
    List<AttributeType> attributes = attributes(answer);
    User changed = changed(answer, user, attributes);
    return completion.proceed(
        Progress.of(answer, person, attempt, Factor.PASSWORD).with(changed, Factor.NEW_PASSWORD),
        (tx, now) -> write(tx, answer, now, attributes, credential));
  }

  private Credential credential(Answer answer, User user, Secret password) {
    Pool pool = answer.pool();
    PasswordRules.check(pool.policy(), password, PasswordRules.Wording.CHANGE);
    writing
        .threats()
        .requireSafe(
            new Scene(pool, answer.client(), answer.from()),
            EventFilterType.PASSWORD_CHANGE,
            password);
    List<Credential> latest =
        writing
            .transactions()
            .read("password-history", tx -> writing.history().latest(tx, pool, user.id()));
    writing.history().check(user.id(), latest, password);
    return writing
        .passwords()
        .permanent(pool, user.id(), user.username(), password, clock.instant());
  }

  private static List<AttributeType> attributes(Answer answer) {
    return answer.responses().entrySet().stream()
        .filter(response -> response.getKey().startsWith(PREFIX))
        .map(
            response ->
                AttributeType.builder()
                    .name(response.getKey().substring(PREFIX.length()))
                    .value(response.getValue())
                    .build())
        .toList();
  }

  private User changed(Answer answer, User user, List<AttributeType> attributes) {
    Instant now = clock.instant();
    return AttributeRules.completing(
            answer.pool().policy(),
            user,
            new AttributeWriter.App(answer.client().rules()),
            attributes)
        .applied(user, now)
        .withStatus(UserStatusType.CONFIRMED, now);
  }

  private User write(
      Tx tx, Answer answer, User now, List<AttributeType> attributes, Credential credential) {
    User after = changed(answer, now, attributes);
    writing.history().set(tx, answer.pool(), now.id(), credential);
    return writing.changes().store(tx, answer.pool(), now, after, false);
  }
}
