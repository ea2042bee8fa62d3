package dev.poolhouse.signin;

import dev.poolhouse.analytics.Event;
import dev.poolhouse.client.ClientStore;
import dev.poolhouse.client.Clients;
import dev.poolhouse.store.Tx;
import dev.poolhouse.token.FamilyStore;
import dev.poolhouse.token.RefreshFamily;
import dev.poolhouse.user.StateErrors;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.user.UserId;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.user.UserStore;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.SessionErrors;
import java.util.Optional;
import java.util.function.Consumer;

/// The one transaction of a call that advances a sign-in. It spends the state that was answered and
/// looks again at what may have changed since it was read: the lock, the client, the user. May be
/// shared.
final class Recording {
  private final UserChanges changes;
  private final Stores stores;
  private final People people;
  private final SignInEvents events;
  private final SignInThreats threats;

  /// The stores that an advancing step reads again or writes.
  record Stores(
      UserStore users, ClientStore clients, FamilyStore families, SessionStore sessions) {}

  Recording(
      UserChanges changes,
      Stores stores,
      People people,
      SignInEvents events,
      SignInThreats threats) {
    this.changes = changes;
    this.stores = stores;
    this.people = people;
    this.events = events;
    this.threats = threats;
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
    User after =
        changes.run(
            "sign-in-step",
            tx -> {
              spend(tx, progress);
              if (progress.provedPasswordNow()) { // the lock is about passwords alone
                people.succeeded(tx, progress.person());
              }
              requireClient(tx, progress);
              User user = change.write(tx, requireUser(tx, progress.known().user()));
              family.ifPresent(begun -> stores.families().insert(tx, begun));
              event.ifPresent(told -> events.queue(tx, told));
              threats.write(tx, progress, family.isPresent());
              return user;
            });
    event.ifPresent(events::happened);
    return after;
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
          requireClient(tx, progress);
          Optional<User> _ = stores.users().find(tx, new UserId(progress.person().subject()));
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

  private void requireClient(Tx tx, Progress progress) {
    if (!stores.clients().exists(tx, progress.client().poolKey(), progress.client().id())) {
      throw Clients.missing(progress.client().id().value());
    }
  }

  private User requireUser(Tx tx, User read) {
    User now = stores.users().find(tx, read.id()).orElseThrow(UserNames::missing);
    if (!now.enabled()) {
      throw StateErrors.disabled();
    }
    if (now.status() != read.status()) {
      throw ApiException.notAuthorized(People.INCORRECT);
    }
    return now;
  }
}
