package dev.poolhouse.signin;

import dev.poolhouse.client.Client;
import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.SessionErrors;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/// Attempts as they travel: `Session` in URL-safe Base64, `SECRET_BLOCK` in standard Base64. Both
/// are padded to one size, so that neither shows whether the user exists. May be shared.
public final class Sessions {
  /// Bytes of a sealed attempt before sealing; the text stays below the 2,048 letters that clients
  /// allow for.
  static final int PADDED = 1_500;

  private static final int LONGEST_TEXT = 4_096;
  private static final String SESSION = "session";
  private static final String BLOCK = "secret-block";

  private final Sealer sealer;
  private final Ids ids;
  private final InstantSource clock;

  public Sessions(Sealer sealer, Ids ids, InstantSource clock) {
    this.sealer = sealer;
    this.ids = ids;
    this.clock = clock;
  }

  /// The state of a sign-in that goes on with `challenge`.
  Attempt next(Progress progress, Challenge challenge) {
    return attempt(
        progress.pool(),
        progress.client(),
        progress.person(),
        new Asked(
            progress.flow(),
            progress.proven(),
            progress.levels(),
            challenge,
            progress.deviceKey(),
            progress.rounds(),
            progress.context().watched()));
  }

  /// What a new state is to hold besides who signs in where.
  record Asked(
      Attempt.Flow flow,
      Set<Factor> proven,
      Set<Integer> levels,
      Challenge challenge,
      Optional<String> deviceKey,
      Optional<CustomRounds.Ref> rounds,
      Optional<Watched> watched) {}

  /// A new state of a sign-in, with an id of its own and as much time as the client allows.
  Attempt attempt(Pool pool, Client client, Person person, Asked asked) {
    Instant now = clock.instant();
    return new Attempt(
        ids.uuid(),
        pool.key(),
        client.id(),
        person.known().map(known -> known.user().id()),
        person.typedName(),
        asked.flow(),
        asked.proven(),
        asked.levels(),
        asked.challenge(),
        asked.deviceKey(),
        asked.rounds(),
        asked.watched(),
        now,
        now.plus(client.rules().sessionValidity()));
  }

  /// `attempt` as a `Session`.
  public String session(Attempt attempt) {
    return sealer.sealText(Purpose.SESSION, padded(attempt), SESSION);
  }

  /// `attempt` as a `SECRET_BLOCK`.
  public byte[] secretBlock(Attempt attempt) {
    return sealer.seal(Purpose.SESSION, padded(attempt), BLOCK);
  }

  /// `SECRET_BLOCK` as it is sent.
  public static String text(byte[] secretBlock) {
    return Base64.getEncoder().encodeToString(secretBlock);
  }

  /// The bytes of a `SECRET_BLOCK` that came back; empty when it is not Base64 or too long.
  public static Optional<byte[]> bytes(String secretBlock) {
    if (secretBlock.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(secretBlock));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /// The attempt in a `SECRET_BLOCK`; empty when this server did not make it.
  public Optional<Attempt> ofSecretBlock(byte[] secretBlock) {
    return sealer.open(Purpose.SESSION, secretBlock, BLOCK).map(AttemptCodec::read);
  }

  /// The attempt in a `Session` that answers a challenge of type `type` through `client`.
  ///
  /// Throws `NotAuthorizedException`: `Invalid session for the user.` for one that this server did
  /// not make, or made for another client or challenge, and `Invalid session for the user, session
  /// is expired.` (recorded).
  public Attempt require(String session, Client client, Class<? extends Challenge> type) {
    return inTime(
        open(session, type)
            .filter(opened -> opened.clientId().equals(client.id()))
            .filter(opened -> opened.poolKey().equals(client.poolKey()))
            .orElseThrow(SessionErrors::invalid));
  }

  /// [#require] for a caller who names no client; who uses the attempt looks up its client.
  Attempt require(String session, Class<? extends Challenge> type) {
    return inTime(open(session, type).orElseThrow(SessionErrors::invalid));
  }

  /// The attempt in a `Session` of that client, expired or not; empty when this server did not make
  /// it.
  Optional<Attempt> opened(String session, Client client) {
    return open(session, Challenge.class)
        .filter(attempt -> attempt.clientId().equals(client.id()))
        .filter(attempt -> attempt.poolKey().equals(client.poolKey()));
  }

  private Optional<Attempt> open(String session, Class<? extends Challenge> type) {
    if (session.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    return sealer
        .openText(Purpose.SESSION, session, SESSION)
        .map(AttemptCodec::read)
        .filter(opened -> type.isInstance(opened.challenge()));
  }

  private Attempt inTime(Attempt attempt) {
    if (expired(attempt)) {
      throw SessionErrors.expired();
    }
    return attempt;
  }

  /// Whether the attempt can no longer be answered.
  public boolean expired(Attempt attempt) {
    return !clock.instant().isBefore(attempt.expiresAt());
  }

  /// The typed name is the only part of an attempt that has no bound of its own.
  private static ApiException nameTooLong() {
    return ApiException.invalidParameter(
        "1 validation error detected: Value at 'username' failed to satisfy constraint: Member"
            + " must have length less than or equal to 128");
  }

  private static byte[] padded(Attempt attempt) {
    if (attempt.typedName().length() > PADDED) {
      throw nameTooLong();
    }
    byte[] written = AttemptCodec.write(attempt);
    if (written.length > PADDED) {
      throw nameTooLong();
    }
    return Arrays.copyOf(written, PADDED);
  }
}
