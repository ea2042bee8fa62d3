package dev.poolhouse.key;

import java.util.Optional;

/// Where the front door looks up the key a call was signed with. May be shared.
@FunctionalInterface
public interface AccessKeys {

  /// The key with that id, revoked ones too; empty when it never existed.
  Optional<AccessKey> find(String accessKeyId);
}
