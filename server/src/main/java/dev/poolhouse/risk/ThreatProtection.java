package dev.poolhouse.risk;

import dev.poolhouse.client.Client;
import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.message.Messages;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ContextDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventFilterType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventResponseType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserContextDataType;

/// Threat protection as other features use it. In pools where it is off, nothing is read or
/// written. May be shared.
///
/// Source: sign-in reference §9; developer guide, "Advanced security with threat protection".
public final class ThreatProtection {
  private static final Logger LOG = LoggerFactory.getLogger(ThreatProtection.class);
  private static final Duration FAILURES_COUNT = Duration.ofHours(1);

  private final Knowing knowing;
  private final BreachedPasswords breached;
  private final Notices notices;
  private final Ids ids;
  private final InstantSource clock;

  /// What decisions are based on.
  public record Knowing(
      Transactions transactions,
      AuthEventStore events,
      RecordedEvents recorded,
      RiskPolicies policies,
      Locations locations) {}

  public ThreatProtection(
      Knowing knowing, BreachedPasswords breached, Notices notices, Ids ids, InstantSource clock) {
    this.knowing = knowing;
    this.breached = breached;
    this.notices = notices;
    this.ids = ids;
    this.clock = clock;
  }

  /// What a public operation tells of its device; in pools without threat protection no more than
  /// the address.
  ///
  /// @param sent as the SDK's request class holds it
  public static ClientContext context(
      Caller caller, Pool pool, Client client, @Nullable UserContextDataType sent) {
    return ProtectionMode.of(pool) == ProtectionMode.OFF
        ? ClientContext.at(caller.origin().address())
        : Contexts.of(caller, client, sent);
  }

  /// The same for a signed operation.
  ///
  /// @param sent as the SDK's request class holds it
  public static ClientContext context(Caller caller, Pool pool, @Nullable ContextDataType sent) {
    return ProtectionMode.of(pool) == ProtectionMode.OFF
        ? ClientContext.at(caller.origin().address())
        : Contexts.of(caller, sent);
  }

  /// Throws `NotAuthorizedException` (quoted by clients) where requests from there are blocked.
  public void admit(Scene scene) {
    if (ProtectionMode.of(scene.pool()) == ProtectionMode.ENFORCED
        && knowing.policies().of(scene.client()).blocks(scene.context())) {
      throw ApiException.notAuthorized("Request not allowed due to security reasons.");
    }
  }

  /// Whether others know the password that somebody sends at such an event, where it is asked for.
  public boolean breached(Scene scene, EventFilterType event, Secret password) {
    return ProtectionMode.of(scene.pool()) != ProtectionMode.OFF
        && knowing.policies().of(scene.client()).looksForBreaches(event)
        && breached.contains(password);
  }

  /// Throws `InvalidPasswordException` for a new password that others know, where such are refused;
  /// its text is (unsure).
  ///
  /// @param event `SIGN_UP` or `PASSWORD_CHANGE`
  public void requireSafe(Scene scene, EventFilterType event, Secret password) {
    if (ProtectionMode.of(scene.pool()) == ProtectionMode.ENFORCED
        && knowing.policies().of(scene.client()).blocksBreached()
        && breached(scene, event, password)) {
      throw ApiException.of(
          ErrorCode.INVALID_PASSWORD, "Provided password cannot be used for security reasons.");
    }
  }

  /// Decides about a sign-in whose first factor has just been proven. Nothing is stored yet.
  ///
  /// @param mode how far protection goes for this kind of sign-in
  /// @param password whether others know the password that was sent
  public Verdict assess(Scene scene, ProtectionMode mode, User user, boolean password) {
    RiskPolicy policy = knowing.policies().of(scene.client());
    Instant now = now();
    Optional<Place> place = scene.context().ip().flatMap(knowing.locations()::find);
    Assessment assessment =
        policy.skips(scene.context())
            ? Assessment.NONE
            : RiskScore.of(Signals.of(history(scene, user, now), scene.context(), place, now));
    Decision decision = Decision.of(assessment, password, policy, mode);
    boolean goesOn = decision.outcome() == Verdict.Outcome.GOES_ON;
    AuthEvent event =
        new AuthEvent(
            user.id(),
            ids.uuid(),
            EventType.SIGN_IN,
            now,
            scene.client().id(),
            goesOn ? EventResponseType.IN_PROGRESS : EventResponseType.FAIL,
            decision.finding(),
            List.of(AuthEvent.Step.PROVEN),
            AuthEvent.Origin.of(scene.context(), place),
            Optional.empty());
    log(scene, event);
    Optional<Messages.Queued> notice =
        decision.told().flatMap(told -> notices.prepare(scene.pool(), policy, user, event, told));
    return new Verdict(event, decision.demand(), decision.outcome(), notice);
  }

  private AuthHistory history(Scene scene, User user, Instant now) {
    return knowing
        .transactions()
        .read(
            "find sign-in history",
            tx ->
                knowing
                    .events()
                    .history(
                        tx,
                        user.id(),
                        scene.context().device().orElse(""),
                        scene.context().network(),
                        now.minus(FAILURES_COUNT)));
  }

  /// The API's events have no place for reasons.
  private static void log(Scene scene, AuthEvent event) {
    if (!event.finding().reasons().isEmpty()) {
      LOG.info(
          "pool {}: event {} has risk {}, decision {}, because of {}",
          scene.pool().id(),
          event.id(),
          event.finding().level(),
          event.finding().decision(),
          event.finding().reasons());
    }
  }

  /// Stores the event of a verdict within a transaction, with the message to the user.
  ///
  /// @param response how the sign-in goes on
  public void store(Tx tx, Pool pool, Verdict verdict, EventResponseType response) {
    knowing.recorded().insert(tx, pool, verdict.event().with(response));
    verdict.notice().ifPresent(notice -> notices.queue(tx, notice));
  }

  /// Stores the event of a sign-in that is refused. One that a risk blocks in the end is marked so.
  public void refuse(Pool pool, Verdict verdict) {
    knowing
        .transactions()
        .run(
            "store a refused sign-in",
            tx -> {
              knowing.recorded().insert(tx, pool, verdict.event().blocked());
              verdict.notice().ifPresent(notice -> notices.queue(tx, notice));
            });
  }

  /// Notes within a transaction how a sign-in went on.
  public void proceed(
      Tx tx,
      Pool pool,
      UserId userId,
      String eventId,
      EventResponseType response,
      AuthEvent.Step step) {
    knowing.recorded().proceed(tx, pool, userId, eventId, response, step);
  }

  /// Notes a wrong password or code for somebody whose sign-in has no event yet. For nobody as much
  /// is written and nothing kept, so that the time it takes does not tell.
  ///
  /// @param subject the user, or who stands for nobody
  /// @param real whether the user exists
  public void failed(Scene scene, UserId subject, boolean real) {
    store(
        scene.pool(),
        event(scene, subject, EventType.SIGN_IN, EventResponseType.FAIL)
            .with(List.of(AuthEvent.Step.REFUSED)),
        real);
  }

  /// Notes what somebody did apart from signing in, where protection is on; for nobody as for
  /// [#failed].
  public void note(Scene scene, UserId subject, boolean real, EventType type) {
    if (ProtectionMode.of(scene.pool()) != ProtectionMode.OFF) {
      store(scene.pool(), event(scene, subject, type, EventResponseType.PASS), real);
    }
  }

  private void store(Pool pool, AuthEvent event, boolean real) {
    knowing
        .transactions()
        .run(
            "store an event",
            tx -> {
              if (real) {
                knowing.recorded().insert(tx, pool, event);
              } else {
                knowing.recorded().pretend(tx, event);
              }
            });
  }

  private AuthEvent event(Scene scene, UserId user, EventType type, EventResponseType response) {
    return new AuthEvent(
        user,
        ids.uuid(),
        type,
        now(),
        scene.client().id(),
        response,
        AuthEvent.Finding.NOTHING,
        List.of(),
        AuthEvent.Origin.of(
            scene.context(), scene.context().ip().flatMap(knowing.locations()::find)),
        Optional.empty());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /// `NotAuthorizedException` for a sign-in that a risk blocks (quoted by clients).
  public static ApiException refusal() {
    return ApiException.notAuthorized("Unable to login because of security reasons.");
  }
}
