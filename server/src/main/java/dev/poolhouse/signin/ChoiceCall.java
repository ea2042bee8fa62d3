package dev.poolhouse.signin;

import dev.poolhouse.client.Client;
import dev.poolhouse.pool.Pool;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One call of a choice-based sign-in before anything is proven by it, whichever operation it came
/// through.
///
/// @param pool the pool
/// @param client the app client
/// @param person who signs in, perhaps nobody
/// @param proven what has been proven so far
/// @param before what of it had been proven before this call
/// @param levels authentication levels, of which the client wants one reached
/// @param context where the call comes from, and the device the client named
/// @param answered the state that this call answers; empty for the first call
/// @param offered the first factors that can be chosen
/// @param given what the client sent
record ChoiceCall(
    Pool pool,
    Client client,
    Person person,
    Set<Factor> proven,
    Set<Factor> before,
    Set<Integer> levels,
    CallContext context,
    Optional<Attempt> answered,
    List<Choice> offered,
    Map<String, String> given) {

  ChoiceCall {
    EnumSet<Factor> copy = EnumSet.noneOf(Factor.class);
    copy.addAll(proven);
    proven = copy;
    before = Set.copyOf(before);
    offered = List.copyOf(offered);
  }

  /// A call that answers a challenge.
  static ChoiceCall of(Answer answer, Resumption.Resumed<?> resumed, List<Choice> offered) {
    Attempt attempt = resumed.attempt();
    return new ChoiceCall(
        answer.pool(),
        answer.client(),
        resumed.person(),
        attempt.proven(),
        attempt.proven(),
        attempt.levels(),
        CallContext.of(answer, attempt),
        Optional.of(attempt),
        offered,
        answer.responses());
  }

  /// A call within a sign-in that has proven something.
  static ChoiceCall of(Progress progress, List<Choice> offered) {
    return new ChoiceCall(
        progress.pool(),
        progress.client(),
        progress.person(),
        progress.proven(),
        progress.before(),
        progress.levels(),
        progress.context(),
        progress.answered(),
        offered,
        Map.of());
  }

  /// Names the call without showing what the client sent.
  @Override
  public String toString() {
    return "ChoiceCall[" + client.id() + "]";
  }

  /// What was sent under `key`, unless it is absent or empty.
  Optional<String> optional(String key) {
    return Optional.ofNullable(given.get(key)).filter(value -> !value.isEmpty());
  }

  /// What was sent under `key`; throws `Missing required parameter <key>`.
  String require(String key) {
    return optional(key).orElseThrow(() -> Opening.missing(key));
  }

  /// Whether the answer must not tell if the name belongs to anyone.
  boolean hides() {
    return client.rules().hidesUnknownUsers();
  }

  /// The sign-in of a user who exists.
  Progress progress() {
    return new Progress(
        pool,
        client,
        person,
        Attempt.Flow.CHOICE,
        proven,
        before,
        levels,
        Optional.empty(),
        context,
        answered,
        Optional.empty());
  }

  /// The sign-in of a user who exists, once `factor` is proven.
  Progress proving(Factor factor) {
    return proving(Set.of(factor));
  }

  /// The same, once several factors are proven at once.
  Progress proving(Set<Factor> factors) {
    Set<Factor> before = proven;
    EnumSet<Factor> more = EnumSet.copyOf(factors);
    more.addAll(before);
    return new Progress(
        pool,
        client,
        person,
        Attempt.Flow.CHOICE,
        more,
        before,
        levels,
        Optional.empty(),
        context,
        answered,
        Optional.empty());
  }

  /// What a next state is to hold.
  Sessions.Asked asking(Challenge challenge) {
    return new Sessions.Asked(
        Attempt.Flow.CHOICE,
        proven,
        levels,
        challenge,
        context.deviceKey(),
        Optional.empty(),
        context.watched());
  }
}
