package dev.poolhouse.risk;

import java.net.InetAddress;
import java.util.Optional;

/// Knows where addresses are. May be shared.
@FunctionalInterface
public interface Locations {

  /// Where the address is, if that is known.
  Optional<Place> find(InetAddress address);

  /// Knows of no address.
  static Locations none() {
    return _ -> Optional.empty();
  }
}
