package dev.poolhouse.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Paging tokens of list operations: sealed, so that they say nothing, and good for an hour. May be
/// shared.
///
/// Source: paging tokens of ListUsers expire after an hour (admin-API reference, §5).
public final class PageTokens {
  /// How long a token can be used.
  public static final Duration LIFETIME = Duration.ofHours(1);

  /// Longest token that is looked at, in letters.
  private static final int MAX_LENGTH = 8 * 1024;

  private final Sealer sealer;
  private final InstantSource clock;

  public PageTokens(Sealer sealer, InstantSource clock) {
    this.sealer = sealer;
    this.clock = clock;
  }

  /// A token that holds `parts`: the place to go on from, and what the next request must agree
  /// with, such as a filter.
  ///
  /// @param kind the operation and whatever else the token belongs to (account, region, pool);
  ///   [#read] must name the same
  public String make(String kind, List<String> parts) {
    byte[] joined = Hashes.join(parts.toArray(String[]::new));
    byte[] plain =
        ByteBuffer.allocate(Long.BYTES + joined.length)
            .putLong(clock.instant().plus(LIFETIME).toEpochMilli())
            .put(joined)
            .array();
    return sealer.sealText(Purpose.PAGE_TOKEN, plain, kind);
  }

  /// The parts of a token; empty when it is not one of `kind`, or has expired.
  public Optional<List<String>> read(String token, String kind) {
    if (token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return sealer
        .openText(Purpose.PAGE_TOKEN, token, kind)
        .map(ByteBuffer::wrap)
        .filter(plain -> clock.millis() < plain.getLong())
        .map(PageTokens::parts);
  }

  private static List<String> parts(ByteBuffer joined) {
    List<String> parts = new ArrayList<>();
    while (joined.hasRemaining()) {
      byte[] part = new byte[joined.getInt()];
      joined.get(part);
      parts.add(new String(part, StandardCharsets.UTF_8));
    }
    return List.copyOf(parts);
  }
}
