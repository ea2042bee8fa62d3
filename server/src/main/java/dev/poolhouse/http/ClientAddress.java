package dev.poolhouse.http;

import dev.poolhouse.wire.Networks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;

/// Decides which address a request came from. `X-Forwarded-For` counts only as far as trusted
/// proxies vouch for it: read from the right, the first address that is not a trusted proxy is the
/// client's. May be shared.
public final class ClientAddress {
  private static final int MAX_HOPS = 32;

  private final Networks proxies;

  /// @param proxies the operator's own proxies
  public ClientAddress(Networks proxies) {
    this.proxies = proxies;
  }

  /// The client's address as text.
  ///
  /// @param peer other end of the socket
  /// @param forwardedFor values of `X-Forwarded-For` in the order received
  String of(SocketAddress peer, List<String> forwardedFor) {
    if (!(peer instanceof InetSocketAddress socket) || socket.getAddress() == null) {
      return "unknown";
    }
    InetAddress client = socket.getAddress();
    if (forwardedFor.isEmpty()) {
      return client.getHostAddress();
    }
    List<String> hops = List.of(String.join(",", forwardedFor).split(",", -1)).reversed();
    for (String hop : hops.subList(0, Math.min(hops.size(), MAX_HOPS))) {
      Optional<InetAddress> told = proxies.contains(client) ? parse(hop) : Optional.empty();
      if (told.isEmpty()) {
        break;
      }
      client = told.get();
    }
    return client.getHostAddress();
  }

  /// An address, with or without port and brackets; empty when it is neither.
  private static Optional<InetAddress> parse(String hop) {
    String text = hop.strip();
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      text = end < 0 ? "" : text.substring(1, end);
    } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
      text = text.substring(0, text.indexOf(':'));
    }
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
