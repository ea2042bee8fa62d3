package dev.poolhouse.signin;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.Clients;
import dev.poolhouse.mfa.SetupSessions;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.wire.SessionErrors;
import java.util.Optional;

/// Sign-ins that wait until the user has set up a code generator. Only the password has been proven
/// by then, so this ends as soon as the user has any second factor, whoever set it up. May be
/// shared.
final class MfaSetups implements SetupSessions {
  /// Stands for the client's address, which counts for calls that sign in alone.

  private final Configuration configuration;

  private final People people;
  private final Sessions sessions;
  private final Recording recording;
  private final SecondFactors factors;
  private final UserChanges changes;

  /// Where pools and clients are looked up, since a session is all that a caller has.
  record Configuration(Pools pools, Clients clients) {}

  MfaSetups(
      Configuration configuration,
      People people,
      Sessions sessions,
      Recording recording,
      SecondFactors factors,
      UserChanges changes) {
    this.configuration = configuration;
    this.people = people;
    this.sessions = sessions;
    this.recording = recording;
    this.factors = factors;
    this.changes = changes;
  }

  @Override
  public Setup open(String session) {
    Attempt attempt = sessions.require(session, Challenge.MfaSetup.class);
    Client client =
        configuration
            .clients()
            .find(attempt.clientId())
            .filter(found -> found.poolKey().equals(attempt.poolKey()))
            .orElseThrow(SessionErrors::invalid);
    Pool pool =
        configuration
            .pools()
            .find(client.poolId())
            .filter(found -> found.key().equals(attempt.poolKey()))
            .orElseThrow(SessionErrors::invalid);
    Person person = people.of(pool, attempt);
    Resumption.requireStillProven(attempt, person.known().orElseThrow(UserNames::missing));
    Progress progress = progress(pool, client, person, attempt);
    factors.requireNone(progress);
    return new Waiting(progress);
  }

  private static Progress progress(Pool pool, Client client, Person person, Attempt attempt) {
    return new Progress(
        pool,
        client,
        person,
        attempt.flow(),
        attempt.proven(),
        attempt.proven(),
        attempt.levels(),
        attempt.rounds(),
        CallContext.elsewhere(pool, attempt),
        Optional.of(attempt),
        Optional.empty());
  }

  /// One sign-in.
  private final class Waiting implements Setup {
    private final Progress progress;

    private Waiting(Progress progress) {
      this.progress = progress;
    }

    @Override
    public Pool pool() {
      return progress.pool();
    }

    @Override
    public User user() {
      return progress.user();
    }

    @Override
    public String again() {
      return sessions.session(progress.answered().orElseThrow());
    }

    @Override
    public String complete(UserChanges.Edit enrolling) {
      recording.commit(
          progress,
          Optional.empty(),
          (tx, now) -> {
            factors.requireNone(tx, pool(), now);
            return changes.store(tx, pool(), now, enrolling.apply(tx, now), false);
          });
      return sessions.session(sessions.next(progress, new Challenge.MfaSetup(true)));
    }
  }
}
