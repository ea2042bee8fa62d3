package dev.poolhouse.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The client metadata of messages that wait for a function. It lies in memory alone, as it is
/// never stored: after a restart, on another node, or when too many wait, the function sees none.
/// May be shared.
final class Metadata {
  private static final int MOST = 1_000;

  /// Longer metadata is not kept, in characters of all names and values.
  private static final int LONGEST = 4_096;

  private final Map<String, Map<String, String>> byMessage = new LinkedHashMap<>();

  /// Keeps the metadata of a message, in the place of the oldest when there are too many.
  synchronized void keep(String messageId, Map<String, String> metadata) {
    int length =
        metadata.entrySet().stream()
            .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
            .sum();
    if (metadata.isEmpty() || length > LONGEST) {
      return;
    }
    byMessage.put(messageId, metadata);
    if (byMessage.size() > MOST) {
      byMessage.remove(byMessage.keySet().iterator().next());
    }
  }

  /// The metadata of a message; empty when none is known.
  synchronized Map<String, String> of(String messageId) {
    return Optional.ofNullable(byMessage.get(messageId)).orElse(Map.of());
  }

  /// Forgets the metadata of a message that waits no longer.
  synchronized void forget(String messageId) {
    byMessage.remove(messageId);
  }
}
