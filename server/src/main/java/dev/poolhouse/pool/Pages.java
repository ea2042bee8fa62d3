package dev.poolhouse.pool;

import dev.poolhouse.crypto.PageTokens;
import dev.poolhouse.wire.ApiException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The pages of a list that goes on after the key of its last item. May be shared.
///
/// An operation asks its store for one item more than a page holds; whether that one came decides
/// whether a token is given out.
public final class Pages {
  private static final int DEFAULT_LIMIT = 60;

  private final PageTokens tokens;

  public Pages(PageTokens tokens) {
    this.tokens = tokens;
  }

  /// One page.
  ///
  /// @param items what it shows
  /// @param next token of the next page; empty after the last one
  public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
      items = List.copyOf(items);
    }
  }

  /// The key that a request's token goes on after; empty text, from the start, when it has none.
  ///
  /// Throws `InvalidParameterException` when the token is not one of `kind`, or has expired.
  ///
  /// @param kind the operation and what it lists, such as `ListGroups` and a pool key
  /// @param token as the SDK's request class holds it
  public String after(String kind, @Nullable String token) {
    if (token == null) {
      return "";
    }
    return tokens
        .read(token, kind)
        .filter(parts -> parts.size() == 1)
        .map(List::getFirst)
        .orElseThrow(() -> ApiException.invalidParameter("Invalid pagination token")); // (unsure)
  }

  /// The page that `found` makes.
  ///
  /// @param found up to `limit + 1` items
  /// @param key what the next page goes on after
  public <T> Page<T> page(String kind, List<T> found, int limit, Function<T, String> key) {
    if (found.size() <= limit) {
      return new Page<>(found, Optional.empty());
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, Optional.of(tokens.make(kind, List.of(key.apply(items.getLast())))));
  }

  /// Number of items on a page; 60 when a request leaves it open or says zero (unsure).
  ///
  /// @param given as the SDK's request class holds it
  public static int limit(@Nullable Integer given) {
    return given == null || given == 0 ? DEFAULT_LIMIT : given;
  }
}
