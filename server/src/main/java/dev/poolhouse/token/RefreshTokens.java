package dev.poolhouse.token;

import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.RefreshTokenShape;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.user.UserId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The text of refresh tokens: the five-part shape that clients know, with sealed content that says
/// whose family it belongs to. Nothing in it can be guessed or changed. May be shared.
public final class RefreshTokens {
  private static final String SEPARATOR = "\n";
  private static final int PARTS = 4;
  private static final String CONTEXT = "refresh";

  private final Sealer sealer;

  public RefreshTokens(Sealer sealer) {
    this.sealer = sealer;
  }

  /// What a refresh token says.
  ///
  /// @param poolKey the pool
  /// @param userId the user
  /// @param familyId the sign-in
  /// @param generation how often it had been rotated when the token was made
  public record Content(PoolKey poolKey, UserId userId, String familyId, long generation) {}

  /// The token of the family's current generation: the same text each time it is asked for, so that
  /// a retry gets the same successor.
  public Secret token(Pool pool, RefreshFamily family) {
    String content =
        String.join(
            SEPARATOR,
            List.of(
                pool.key().value(),
                family.userId().value(),
                family.id(),
                Long.toString(family.generation())));
    byte[] sealed =
        sealer.sealRepeatably(
            Purpose.REFRESH_TOKEN, content.getBytes(StandardCharsets.UTF_8), CONTEXT);
    return Secret.of(RefreshTokenShape.wrap(sealed));
  }

  /// What `token` says; empty when this server did not make it.
  public Optional<Content> read(String token) {
    return RefreshTokenShape.unwrap(token)
        .flatMap(bytes -> sealer.open(Purpose.REFRESH_TOKEN, bytes, CONTEXT))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, PARTS))
        .filter(parts -> parts.length == PARTS)
        .map(
            parts ->
                new Content(
                    new PoolKey(parts[0]),
                    new UserId(parts[1]),
                    parts[2],
                    Long.parseLong(parts[3])));
  }
}
