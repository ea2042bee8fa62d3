package dev.poolhouse.crypto;

import java.util.Optional;

/// The data keys, one line of them per purpose. May be shared.
public interface DataKeys {

  /// The key that seals new values of `purpose`.
  DataKey current(Purpose purpose);

  /// The key with that id, also one that seals nothing new any more; empty when it never existed or
  /// has been destroyed.
  Optional<DataKey> find(Purpose purpose, int id);

  /// The first key that `purpose` ever had, for hashes that must never change. It is the one with
  /// id 1 unless the implementation says otherwise.
  ///
  /// @throws IllegalStateException if it has been destroyed
  default DataKey first(Purpose purpose) {
    return find(purpose, 1)
        .orElseThrow(() -> new IllegalStateException("first data key is gone: " + purpose));
  }

  /// One key.
  ///
  /// @param id positive number, unique within the purpose
  /// @param key 32 random bytes
  record DataKey(int id, Secret key) {}
}
