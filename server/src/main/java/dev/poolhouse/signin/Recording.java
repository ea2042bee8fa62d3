package dev.poolhouse.signin;

import dev.poolhouse.analytics.Event;
import dev.poolhouse.client.Clients;
import dev.poolhouse.store.Tx;
import dev.poolhouse.token.RefreshFamily;
import dev.poolhouse.user.StateErrors;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.user.UserId;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.user.UserStore;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.SessionErrors;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// The one transaction of a call that advances a sign-in. It spends the state that was answered and
/// looks again at what may have changed since it was read: the lock, the client, the user. May be
/// shared.
final class Recording {
  private final UserChanges changes;
  private final Stores stores;
  private final People people;
  private final SignInEvents events;
  private final SignInThreats threats;
  private final InstantSource clock;

  /// The stores that an advancing step reads again or writes.
  record Stores(SignInStore signIns, UserStore users, SessionStore sessions) {}

  Recording(
      UserChanges changes,
      Stores stores,
      People people,
      SignInEvents events,
      SignInThreats threats,
      InstantSource clock) {
    this.changes = changes;
    this.stores = stores;
    this.people = people;
    this.events = events;
    this.threats = threats;
    this.clock = clock;
  }

  /// What else a step changes. Runs within the transaction, perhaps several times.
  @FunctionalInterface
  interface Change {
    /// Changes nothing.
    Change NONE = (_, user) -> user;

    /// Writes the change.
    ///
    /// @param now the user as the transaction read it
    /// @return the user as it is then
    User write(Tx tx, User now);
  }

  /// Records the step.
  ///
  /// @param family the sign-in to store, when this step completes one
  /// @return the user as it is after the step
  User commit(Progress progress, Optional<RefreshFamily> family, Change change) {
    Optional<Event> event = family.flatMap(_ -> events.signedIn(progress));
    boolean alone =
        change.equals(Change.NONE)
            && event.isEmpty()
            && progress.answered().isEmpty()
            && progress.context().watched().isEmpty();
    if (alone) {
      return commitAlone(progress, family);
    }
    User after =
        changes.run(
            "sign-in-step",
            tx -> {
              spend(tx, progress);
              User now = now(tx, progress.known().user(), advance(tx, progress, family));
              User user = change.write(tx, now);
              event.ifPresent(told -> events.queue(tx, told));
              threats.write(tx, progress, family.isPresent());
              return user;
            });
    event.ifPresent(events::happened);
    return after;
  }

  /// A step that writes nothing beside: one message to the database instead of six.
  private User commitAlone(Progress progress, Optional<RefreshFamily> family) {
    User read = progress.known().user();
    SignInStore.UserState state =
        changes.runOnce("sign-in-step", tx -> advance(tx, progress, family));
    return state.version() == read.version()
        ? read
        : changes.run("sign-in-user", tx -> now(tx, read, state));
  }

  /// Throws what forbids the step by now: a lock, the client's or the user's end, another state.
  private SignInStore.UserState advance(Tx tx, Progress progress, Optional<RefreshFamily> family) {
    User read = progress.known().user();
    SignInStore.Step step =
        new SignInStore.Step(
            read.id(),
            read.status(),
            progress.client(),
            progress.provedPasswordNow(),
            family,
            clock.instant());
    SignInStore.Standing standing = stores.signIns().advance(tx, step);
    if (step.passwordProven() && standing.locked()) { // the lock is about passwords alone
      throw People.locked();
    }
    requireClient(progress, standing);
    SignInStore.UserState now = standing.user().orElseThrow(UserNames::missing);
    if (!now.enabled()) {
      throw StateErrors.disabled();
    }
    if (now.status() != read.status()) {
      throw ApiException.notAuthorized(People.INCORRECT);
    }
    if (family.isPresent() && !standing.stored()) {
      throw UserChanges.lostRace(); // what forbade it is over already
    }
    return now;
  }

  private User now(Tx tx, User read, SignInStore.UserState state) {
    return state.version() == read.version()
        ? read
        : stores.users().find(tx, read.id()).orElseThrow(UserNames::missing);
  }

  /// Records a step of a sign-in that is perhaps nobody's. As much is read and written for nobody,
  /// so that the time it takes does not tell.
  ///
  /// @param rows what is written beside, under the subject
  void advance(Progress progress, Consumer<Tx> rows, Change change) {
    if (progress.person().known().isPresent()) {
      commit(
          progress,
          Optional.empty(),
          (tx, now) -> {
            rows.accept(tx);
            return change.write(tx, now);
          });
      return;
    }
    changes.run(
        "sign-in-step",
        tx -> {
          spend(tx, progress);
          requireClient(progress, stores.signIns().advance(tx, nobody(progress)));
          rows.accept(tx);
          return progress;
        });
  }

  /// Throws `Password attempts exceeded` where this call proved the password of someone who has
  /// been locked meanwhile.
  void requireUnlocked(Progress progress) {
    if (progress.provedPasswordNow()) {
      changes.run(
          "sign-in-refused",
          tx -> {
            people.succeeded(tx, progress.person());
            return progress;
          });
    }
  }

  private void spend(Tx tx, Progress progress) {
    progress
        .answered()
        .ifPresent(
            attempt -> {
              boolean first =
                  stores
                      .sessions()
                      .spend(
                          tx,
                          new UserId(progress.person().subject()),
                          attempt.id(),
                          attempt.expiresAt());
              if (!first) {
                throw SessionErrors.usedUp();
              }
            });
  }

  private SignInStore.Step nobody(Progress progress) {
    return new SignInStore.Step(
        new UserId(progress.person().subject()),
        UserStatusType.UNKNOWN,
        progress.client(),
        progress.provedPasswordNow(),
        Optional.empty(),
        clock.instant());
  }

  private static void requireClient(Progress progress, SignInStore.Standing standing) {
    if (!standing.clientExists()) {
      throw Clients.missing(progress.client().id().value());
    }
  }
}
