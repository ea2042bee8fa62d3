package dev.poolhouse.signin;

import dev.poolhouse.analytics.Analytics;
import dev.poolhouse.analytics.Event;
import dev.poolhouse.analytics.EventKind;
import dev.poolhouse.analytics.Occurrence;
import dev.poolhouse.client.Client;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Occurrences;
import dev.poolhouse.user.Passwords;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.user.UserStore;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The events of sign-ins, for app clients that want any; for others nothing is read or written.
/// May be shared.
///
/// That a sign-in succeeded is queued in the transaction that stores it, that one failed before the
/// caller learns of it.
final class SignInEvents {

  /// Errors that refuse a user, as against a malformed request.
  private static final Set<ErrorCode> FAILURES =
      Set.of(
          ErrorCode.CODE_MISMATCH,
          ErrorCode.EXPIRED_CODE,
          ErrorCode.NOT_AUTHORIZED,
          ErrorCode.PASSWORD_RESET_REQUIRED,
          ErrorCode.USER_LAMBDA_VALIDATION,
          ErrorCode.USER_NOT_CONFIRMED,
          ErrorCode.USER_NOT_FOUND);

  private final Analytics analytics;
  private final Transactions transactions;
  private final UserStore users;
  private final UserNames names;
  private final Passwords passwords;

  SignInEvents(
      Analytics analytics,
      Transactions transactions,
      UserStore users,
      UserNames names,
      Passwords passwords) {
    this.analytics = analytics;
    this.transactions = transactions;
    this.users = users;
    this.names = names;
    this.passwords = passwords;
  }

  /// The event of a sign-in that is about to be stored.
  Optional<Event> signedIn(Progress progress) {
    return Analytics.wants(progress.client()) ? event(progress) : Optional.empty();
  }

  private Optional<Event> event(Progress progress) {
    return analytics.event(
        new Occurrence(
            EventKind.SIGN_IN,
            progress.pool(),
            progress.client(),
            progress.context().endpointId(),
            progress.user().id().value(),
            Optional.of(Occurrences.known(progress.user())),
            Optional.empty()));
  }

  /// Queues the event within the transaction that stores the sign-in.
  void queue(Tx tx, Event event) {
    analytics.queue(tx, event);
  }

  /// Counts the event of a sign-in that is stored.
  void happened(Event event) {
    analytics.happened(event);
  }

  /// Runs a first call, and queues an event if it refuses the user.
  Outcome watch(Opening opening, Supplier<Outcome> call) {
    return watch(
        new Watched(
            opening.pool(), opening.client(), opening.endpointId(), opening.optional("USERNAME")),
        call);
  }

  /// Runs an answer, and queues an event if it refuses the user.
  Outcome watch(Answer answer, Supplier<Outcome> call) {
    return watch(
        new Watched(
            answer.pool(), answer.client(), answer.endpointId(), answer.optional("USERNAME")),
        call);
  }

  /// A call that may fail. Without a name it is no sign-in, but a refresh.
  private record Watched(
      Pool pool, Client client, Optional<String> endpointId, Optional<String> name) {}

  private Outcome watch(Watched watched, Supplier<Outcome> call) {
    try {
      return call.get();
    } catch (ApiException refused) {
      if (FAILURES.contains(refused.code()) && Analytics.wants(watched.client())) {
        watched.name().ifPresent(name -> failed(watched, name, refused.code()));
      }
      throw refused;
    }
  }

  /// Reads as much for nobody as for a user, so that the time taken does not tell who exists.
  private void failed(Watched watched, String name, ErrorCode error) {
    String nobody = passwords.simulatedSubject(watched.pool(), name);
    Optional<User> user =
        transactions.read(
            "sign-in-failed",
            tx ->
                names
                    .findForSignIn(tx, watched.pool(), name)
                    .or(() -> users.find(tx, new UserId(nobody))));
    analytics
        .event(
            new Occurrence(
                EventKind.AUTH_FAIL,
                watched.pool(),
                watched.client(),
                watched.endpointId(),
                user.map(known -> known.id().value()).orElse(nobody),
                user.map(Occurrences::known),
                Optional.of(error.wireName())))
        .ifPresent(this::store);
  }

  private void store(Event event) {
    if (!event.to().isEmpty()) {
      transactions.run("queue an event", tx -> analytics.queue(tx, event));
    }
    analytics.happened(event);
  }
}
