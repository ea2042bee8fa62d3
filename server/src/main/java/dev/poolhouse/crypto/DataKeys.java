package dev.poolhouse.crypto;

import java.util.Optional;

/// The data keys, one line of them per purpose. May be shared.
public interface DataKeys {

  /// The key that seals new values of `purpose`.
  DataKey current(Purpose purpose);

  /// The key with that id, also one that seals nothing new any more; empty when it never existed or
  /// has been destroyed.
  Optional<DataKey> find(Purpose purpose, int id);

  /// One key.
  ///
  /// @param id positive number, unique within the purpose
  /// @param key 32 random bytes
  record DataKey(int id, Secret key) {}
}
