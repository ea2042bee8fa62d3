package dev.poolhouse.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Configuration read from the database and kept until any configuration changes. Holds at most a
/// fixed number of entries. That something does not exist is never kept, since another node may
/// make it at any moment. May be shared.
///
/// Every entry carries the generation in which its reading began; [#invalidate] begins a new
/// generation. So a reading that was under way when the configuration changed is never trusted.
///
/// @param <K> what entries are found by
/// @param <V> what is kept
public final class ConfigCache<K, V> {
  private final Cache<K, Entry<V>> entries;
  private final AtomicLong generation = new AtomicLong();

  private record Entry<V>(long generation, V value) {}

  /// @param most number of entries that are kept
  public ConfigCache(long most) {
    this.entries = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
  }

  /// The value of `key`: the one kept, or what `read` returns.
  public Optional<V> find(K key, Supplier<Optional<V>> read) {
    long current = generation.get();
    Entry<V> kept = entries.getIfPresent(key);
    if (kept != null && kept.generation == current) {
      return Optional.of(kept.value);
    }
    Optional<V> value = read.get();
    value.ifPresentOrElse(
        found -> entries.put(key, new Entry<>(current, found)), () -> entries.invalidate(key));
    return value;
  }

  /// Forgets everything. Called once a change of the configuration has been committed, here or on
  /// another node.
  public void invalidate() {
    generation.incrementAndGet();
  }
}
