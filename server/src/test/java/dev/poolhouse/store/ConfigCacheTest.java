package dev.poolhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Proves what is kept and until when: a value until the configuration changes, absence never, and
/// nothing whose reading began before a change.
final class ConfigCacheTest {
  private final ConfigCache<String, String> cache = new ConfigCache<>(10);

  @Test
  void valueIsKeptUntilTheConfigurationChanges() {
    assertThat(cache.find("key", () -> Optional.of("first"))).contains("first");
    assertThat(cache.find("key", () -> Optional.of("second"))).contains("first");
    cache.invalidate();
    assertThat(cache.find("key", () -> Optional.of("third"))).contains("third");
  }

  @Test
  void absenceIsNotKept() {
    assertThat(cache.find("key", Optional::empty)).isEmpty();
    assertThat(cache.find("key", () -> Optional.of("now there"))).contains("now there");
  }

  @Test
  void readingThatAChangeOvertookIsNotKept() {
    Optional<String> overtaken =
        cache.find(
            "key",
            () -> {
              cache.invalidate();
              return Optional.of("old");
            });

    assertThat(overtaken).contains("old");
    assertThat(cache.find("key", () -> Optional.of("new"))).contains("new");
  }
}
