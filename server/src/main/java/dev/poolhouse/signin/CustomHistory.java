package dev.poolhouse.signin;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.trigger.ChallengeResult;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.Json;
import dev.poolhouse.wire.SessionErrors;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps the rounds of custom sign-ins, sealed for the user they belong to. May be shared.
final class CustomHistory {
  /// Most bytes of one sign-in's rounds; enough for 20 rounds with 700 bytes in each value.
  static final int LARGEST = 64 << 10;

  private static final String CONTEXT = "custom-rounds";

  private final Transactions transactions;
  private final CustomRoundStore store;
  private final Sealer sealer;
  private final Ids ids;
  private final InstantSource clock;

  CustomHistory(
      Transactions transactions,
      CustomRoundStore store,
      Sealer sealer,
      Ids ids,
      InstantSource clock) {
    this.transactions = transactions;
    this.store = store;
    this.sealer = sealer;
    this.ids = ids;
    this.clock = clock;
  }

  /// The rounds of a sign-in that begins.
  CustomRounds begin() {
    return new CustomRounds(ids.uuid(), List.of(), Map.of(), Optional.empty());
  }

  /// The rounds of the state that a call answers.
  ///
  /// Throws `Invalid session for the user, session can only be used once.` when the sign-in has
  /// gone on since.
  CustomRounds open(Attempt attempt, Person person) {
    CustomRounds.Ref ref = attempt.rounds().orElseThrow(SessionErrors::invalid);
    UserId id = new UserId(person.subject());
    return transactions
        .read("custom-rounds", tx -> store.find(tx, id, ref.id()))
        .flatMap(
            body -> sealer.openSecret(Purpose.CUSTOM_ROUNDS, body, CONTEXT, id.value(), ref.id()))
        .map(plain -> read(ref.id(), plain))
        .filter(rounds -> rounds.ref().equals(ref))
        .orElseThrow(SessionErrors::usedUp);
  }

  /// Writes the rounds of a sign-in that goes on. What is sealed is sealed now, so that the
  /// transaction takes no cryptography.
  ///
  /// Throws `InvalidLambdaResponseException` when they are larger than [#LARGEST].
  Consumer<Tx> writing(Progress progress, CustomRounds rounds) {
    UserId id = new UserId(progress.person().subject());
    Secret plain = write(rounds);
    if (plain.length() > LARGEST) {
      throw ApiException.of(
          ErrorCode.INVALID_LAMBDA_RESPONSE,
          "The custom challenges of this sign-in hold more than " + LARGEST + " bytes.");
    }
    Sealed sealed =
        sealer.sealSecret(Purpose.CUSTOM_ROUNDS, plain, CONTEXT, id.value(), rounds.id());
    Instant end = clock.instant().plus(progress.client().rules().sessionValidity());
    return tx -> store.put(tx, id, rounds.id(), sealed, end);
  }

  /// Drops the rounds of a sign-in whose functions have decided.
  Consumer<Tx> dropping(Progress progress, CustomRounds rounds) {
    return tx -> store.remove(tx, new UserId(progress.person().subject()), rounds.id());
  }

  private static Secret write(CustomRounds rounds) {
    List<Map<String, Object>> results =
        rounds.results().stream()
            .map(
                result ->
                    object(
                        "name",
                        result.name(),
                        "passed",
                        result.passed(),
                        "metadata",
                        orNull(result.metadata())))
            .toList();
    return Secret.of(
        Json.write(
                object(
                    "results",
                    results,
                    "kept",
                    rounds.kept(),
                    "metadata",
                    orNull(rounds.metadata())))
            .getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> object(Object... members) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      object.put((String) members[i], members[i + 1]);
    }
    return object;
  }

  private static Object orNull(Optional<String> text) {
    return text.map(Object.class::cast).orElse(Json.NULL);
  }

  private static CustomRounds read(String id, Secret plain) {
    Map<?, ?> members = (Map<?, ?>) Json.read(plain.reveal());
    Map<String, String> kept = new LinkedHashMap<>();
    ((Map<?, ?>) member(members, "kept"))
        .forEach((name, value) -> kept.put((String) name, (String) value));
    List<ChallengeResult> results =
        ((List<?>) member(members, "results"))
            .stream().map(result -> result((Map<?, ?>) result)).toList();
    return new CustomRounds(id, results, kept, text(members));
  }

  private static ChallengeResult result(Map<?, ?> members) {
    return new ChallengeResult(
        (String) member(members, "name"), (boolean) member(members, "passed"), text(members));
  }

  private static Optional<String> text(Map<?, ?> members) {
    return member(members, "metadata") instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  private static Object member(Map<?, ?> members, String name) {
    return Optional.<Object>ofNullable(members.get(name))
        .orElseThrow(() -> new IllegalStateException("rounds without " + name));
  }
}
