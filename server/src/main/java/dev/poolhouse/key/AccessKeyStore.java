package dev.poolhouse.key;

import dev.poolhouse.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where access keys lie. May be shared. They are configuration: every change is seen by all nodes
/// within a second.
public interface AccessKeyStore {

  /// Stores a new key; false when one with its id exists, revoked or not.
  boolean insert(Tx tx, StoredAccessKey key);

  /// The key with that id, revoked ones too.
  Optional<StoredAccessKey> find(Tx tx, String id);

  /// All keys, revoked ones too, oldest first.
  List<StoredAccessKey> list(Tx tx);

  /// Withdraws a key for good; false when there is none or it was withdrawn before.
  boolean revoke(Tx tx, String id, Instant now);
}
