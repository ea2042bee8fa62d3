package dev.poolhouse.signin;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.risk.AuthEvent;
import dev.poolhouse.risk.Demand;
import dev.poolhouse.risk.ProtectionMode;
import dev.poolhouse.risk.Scene;
import dev.poolhouse.risk.ThreatProtection;
import dev.poolhouse.risk.Verdict;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Passwords;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.user.UserId;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.user.UserStore;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventFilterType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventResponseType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Threat protection in sign-ins: who may not even try, what a proven first factor is worth, and
/// the events. In pools without it nothing is read or written. May be shared.
final class SignInThreats {
  private final ThreatProtection protection;
  private final Reading reading;
  private final Sessions sessions;
  private final UserChanges changes;
  private final InstantSource clock;

  /// Finds whose a failure is.
  record Reading(
      Transactions transactions, UserStore users, UserNames names, Passwords passwords) {}

  SignInThreats(
      ThreatProtection protection,
      Reading reading,
      Sessions sessions,
      UserChanges changes,
      InstantSource clock) {
    this.protection = protection;
    this.reading = reading;
    this.sessions = sessions;
    this.changes = changes;
    this.clock = clock;
  }

  /// Runs a first call and notes a wrong password or code. Throws `NotAuthorizedException` for a
  /// blocked network.
  Outcome watch(Opening opening, Supplier<Outcome> call) {
    if (ProtectionMode.of(opening.pool()) == ProtectionMode.OFF) {
      return call.get();
    }
    Scene scene = new Scene(opening.pool(), opening.client(), opening.from());
    protection.admit(scene);
    try {
      return call.get();
    } catch (ApiException refused) {
      if (wrong(refused)) {
        opening.optional("USERNAME").ifPresent(name -> failed(scene, name));
      }
      throw refused;
    }
  }

  /// The same for an answer. One about a sign-in that has its event belongs to it.
  Outcome watch(Answer answer, Supplier<Outcome> call) {
    if (ProtectionMode.of(answer.pool()) == ProtectionMode.OFF) {
      return call.get();
    }
    Scene scene = new Scene(answer.pool(), answer.client(), answer.from());
    protection.admit(scene);
    try {
      return call.get();
    } catch (ApiException refused) {
      if (wrong(refused)) {
        failed(scene, answer);
      }
      throw refused;
    }
  }

  private static boolean wrong(ApiException refused) {
    return refused.code() == ErrorCode.CODE_MISMATCH
        || (refused.code() == ErrorCode.NOT_AUTHORIZED
            && refused.text().filter(People.INCORRECT::equals).isPresent());
  }

  private void failed(Scene scene, Answer answer) {
    Optional<Attempt> attempt =
        answer.session().flatMap(session -> sessions.opened(session, answer.client()));
    Optional<UserId> user = attempt.flatMap(Attempt::userId);
    Optional<Watched> watched = attempt.flatMap(Attempt::watched);
    if (user.isPresent() && watched.isPresent()) {
      String eventId = watched.get().eventId();
      reading
          .transactions()
          .run(
              "note a wrong second factor",
              tx ->
                  protection.proceed(
                      tx,
                      scene.pool(),
                      user.get(),
                      eventId,
                      EventResponseType.FAIL,
                      AuthEvent.Step.MFA_REFUSED));
      return;
    }
    answer.optional("USERNAME").ifPresent(name -> failed(scene, name));
  }

  /// Reads and writes as much for nobody as for a user, so that the time taken does not tell who
  /// exists.
  private void failed(Scene scene, String name) {
    UserId nobody = new UserId(reading.passwords().simulatedSubject(scene.pool(), name));
    Optional<User> user =
        reading
            .transactions()
            .read(
                "find whose sign-in failed",
                tx ->
                    reading
                        .names()
                        .find(tx, scene.pool(), name)
                        .or(() -> reading.users().find(tx, nobody)));
    protection.failed(scene, user.map(User::id).orElse(nobody), user.isPresent());
  }

  /// The sign-in with what others know about the password that it has just proven.
  Progress noting(Progress progress, Secret password) {
    return protection.breached(scene(progress), EventFilterType.SIGN_IN, password)
        ? progress.with(progress.context().withBreachedPassword())
        : progress;
  }

  /// The sign-in with what was decided about its risk: once, when its first factor is proven.
  ///
  /// Throws `NotAuthorizedException` where the risk blocks it, and `PasswordResetRequiredException`
  /// for a password that others know and that may not be used any more.
  ///
  /// @param requireUnlocked run before anything is refused, since a refusal tells that the password
  ///   was right
  Progress assessed(Progress progress, Runnable requireUnlocked) {
    ProtectionMode mode =
        progress.flow() == Attempt.Flow.CUSTOM
            ? ProtectionMode.ofCustomFlows(progress.pool())
            : ProtectionMode.of(progress.pool());
    if (mode == ProtectionMode.OFF || !isTime(progress)) {
      return progress;
    }
    Verdict verdict =
        protection.assess(
            scene(progress), mode, progress.user(), progress.context().breachedPassword());
    if (verdict.outcome() == Verdict.Outcome.GOES_ON) {
      return progress.with(progress.context().with(Watched.of(verdict)));
    }
    requireUnlocked.run();
    protection.refuse(progress.pool(), verdict);
    if (verdict.outcome() == Verdict.Outcome.RESET) {
      throw reset(progress);
    }
    throw ThreatProtection.refusal();
  }

  private static boolean isTime(Progress progress) {
    return progress.context().watched().isEmpty()
        && !progress.undecided()
        && progress.proven().stream().anyMatch(Factor::first);
  }

  /// Text as the reference has it (unsure).
  private ApiException reset(Progress progress) {
    changes.change(
        "demand another password",
        progress.pool(),
        progress.known().user(),
        (_, user) ->
            user.status() == UserStatusType.CONFIRMED
                ? user.withStatus(UserStatusType.RESET_REQUIRED, clock.instant())
                : user);
    return ApiException.of(
        ErrorCode.PASSWORD_RESET_REQUIRED,
        "Password reset required for the user due to security reasons");
  }

  /// Notes that a sign-in whose risk demands a second factor ends, as the user has none.
  ApiException lacksFactor(Progress progress) {
    Watched watched = progress.context().watched().orElseThrow();
    watched
        .fresh()
        .ifPresentOrElse(
            verdict -> protection.refuse(progress.pool(), verdict),
            () ->
                reading
                    .transactions()
                    .run(
                        "note a refused sign-in",
                        tx ->
                            protection.proceed(
                                tx,
                                progress.pool(),
                                progress.user().id(),
                                watched.eventId(),
                                EventResponseType.FAIL,
                                AuthEvent.Step.MFA_REFUSED)));
    return ThreatProtection.refusal();
  }

  /// Stores within the transaction of a step how the sign-in goes on.
  ///
  /// @param complete whether the step completes it
  void write(Tx tx, Progress progress, boolean complete) {
    Optional<Watched> watched = progress.context().watched();
    if (watched.isEmpty()) {
      return;
    }
    Optional<Verdict> fresh = watched.get().fresh();
    if (fresh.isPresent()) {
      protection.store(
          tx,
          progress.pool(),
          fresh.get(),
          complete ? EventResponseType.PASS : EventResponseType.IN_PROGRESS);
    } else if (complete) {
      protection.proceed(
          tx,
          progress.pool(),
          progress.user().id(),
          watched.get().eventId(),
          EventResponseType.PASS,
          progress.proven().stream().anyMatch(Factor::second)
              ? AuthEvent.Step.MFA_PROVEN
              : AuthEvent.Step.PROVEN);
    }
  }

  /// What the risk of a sign-in demands.
  static Demand demand(Progress progress) {
    return progress.context().watched().map(Watched::demand).orElse(Demand.NONE);
  }

  private static Scene scene(Progress progress) {
    return new Scene(progress.pool(), progress.client(), progress.context().from());
  }
}
