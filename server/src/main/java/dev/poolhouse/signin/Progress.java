package dev.poolhouse.signin;

import dev.poolhouse.client.Client;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.user.User;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// A sign-in within one call, after something has been proven.
///
/// @param pool the pool
/// @param client the app client
/// @param person who signs in; a user who exists
/// @param flow how the sign-in began
/// @param proven what has been proven so far
/// @param before what of it had been proven before this call
/// @param levels authentication levels, of which the client wants one reached
/// @param rounds where the rounds of a custom sign-in are kept; empty for other flows
/// @param context where the call comes from, and the device the client named
/// @param answered the state that this call answered; empty when the sign-in began with this call
/// @param changed the user as this call is about to store it, if it changes the user
record Progress(
    Pool pool,
    Client client,
    Person person,
    Attempt.Flow flow,
    Set<Factor> proven,
    Set<Factor> before,
    Set<Integer> levels,
    Optional<CustomRounds.Ref> rounds,
    CallContext context,
    Optional<Attempt> answered,
    Optional<User> changed) {

  Progress {
    EnumSet<Factor> copy = EnumSet.noneOf(Factor.class);
    copy.addAll(proven);
    proven = Collections.unmodifiableSet(copy);
    before = Set.copyOf(before);
    levels = Set.copyOf(levels);
  }

  /// A sign-in in which nothing about the user changes.
  static Progress of(Opening opening, Person person, Attempt.Flow flow, Factor proven) {
    return new Progress(
        opening.pool(),
        opening.client(),
        person,
        flow,
        Set.of(proven),
        Set.of(),
        Set.of(),
        Optional.empty(),
        CallContext.of(opening),
        Optional.empty(),
        Optional.empty());
  }

  /// A sign-in that goes on from the state that an answer was about.
  static Progress of(Answer answer, Person person, Attempt attempt, Factor proven) {
    Set<Factor> before = attempt.proven();
    EnumSet<Factor> more = EnumSet.of(proven);
    more.addAll(before);
    return new Progress(
        answer.pool(),
        answer.client(),
        person,
        attempt.flow(),
        more,
        before,
        attempt.levels(),
        attempt.rounds(),
        CallContext.of(answer, attempt),
        Optional.of(attempt),
        Optional.empty());
  }

  /// A sign-in that goes on from the state that an answer was about, with nothing new proven.
  static Progress of(Answer answer, Person person, Attempt attempt) {
    return new Progress(
        answer.pool(),
        answer.client(),
        person,
        attempt.flow(),
        attempt.proven(),
        attempt.proven(),
        attempt.levels(),
        attempt.rounds(),
        CallContext.of(answer, attempt),
        Optional.of(attempt),
        Optional.empty());
  }

  /// The user as it was read, with what was read alongside.
  Person.Known known() {
    return person
        .known()
        .orElseThrow(() -> new IllegalStateException("nothing can be proven for nobody"));
  }

  /// The user, with what this call changes.
  User user() {
    return changed.orElseGet(() -> known().user());
  }

  /// The same sign-in with the user as this call changes it.
  Progress with(User after, Factor factor) {
    EnumSet<Factor> more = EnumSet.of(factor);
    more.addAll(proven);
    return new Progress(
        pool,
        client,
        person,
        flow,
        more,
        before,
        levels,
        rounds,
        context,
        answered,
        Optional.of(after));
  }

  /// The same sign-in with more known of the call.
  Progress with(CallContext more) {
    return new Progress(
        pool, client, person, flow, proven, before, levels, rounds, more, answered, changed);
  }

  /// On whose behalf triggers fire in this call.
  Occasion occasion() {
    return context.occasion();
  }

  /// The same sign-in with its rounds kept there.
  Progress keeping(CustomRounds.Ref kept) {
    return new Progress(
        pool,
        client,
        person,
        flow,
        proven,
        before,
        levels,
        Optional.of(kept),
        context,
        answered,
        changed);
  }

  /// The same sign-in once the pool's functions have let the user in.
  Progress letIn() {
    EnumSet<Factor> more = EnumSet.of(Factor.CUSTOM);
    more.addAll(proven);
    return new Progress(
        pool,
        client,
        person,
        flow,
        more,
        before,
        levels,
        Optional.empty(),
        context,
        answered,
        changed);
  }

  /// Whether the pool's functions still decide how the sign-in goes on.
  boolean undecided() {
    return flow == Attempt.Flow.CUSTOM && !proven.contains(Factor.CUSTOM);
  }

  /// The device that the client named in this call or an earlier one.
  Optional<String> deviceKey() {
    return context.deviceKey();
  }

  /// Whether this very call proved the password.
  boolean provedPasswordNow() {
    return proven.contains(Factor.PASSWORD) && !before.contains(Factor.PASSWORD);
  }
}
