package dev.poolhouse.wire;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;

/// A list of IP networks. Immutable; may be shared. Never asks a name server.
public final class Networks {
  private final List<Network> networks;

  private Networks(List<Network> networks) {
    this.networks = networks;
  }

  /// No address at all.
  public static Networks none() {
    return new Networks(List.of());
  }

  /// The networks written as `10.0.0.0/8`, `2001:db8::/32` or as a single address.
  ///
  /// @throws IllegalArgumentException when one is not an IP network
  public static Networks of(List<String> texts) {
    return new Networks(texts.stream().map(Network::parse).toList());
  }

  /// Whether one of the networks holds the address.
  public boolean contains(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address.getAddress()));
  }

  /// @param prefix the leading bits of every address inside
  /// @param ignored number of trailing bits that do not count
  /// @param bytes length of an address, 4 or 16
  private record Network(BigInteger prefix, int ignored, int bytes) {

    static Network parse(String text) {
      int slash = text.indexOf('/');
      String address = slash < 0 ? text : text.substring(0, slash);
      if (address.indexOf(':') < 0 && address.chars().filter(c -> c == '.').count() != 3) {
        throw new IllegalArgumentException("network " + text + " is not written with four numbers");
      }
      byte[] base = InetAddress.ofLiteral(address).getAddress();
      int all = base.length * 8;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > all) {
        throw new IllegalArgumentException("prefix length of network " + text + " is out of range");
      }
      return new Network(new BigInteger(1, base).shiftRight(all - bits), all - bits, base.length);
    }

    boolean contains(byte[] address) {
      return address.length == bytes
          && new BigInteger(1, address).shiftRight(ignored).equals(prefix);
    }
  }
}
