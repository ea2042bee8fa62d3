package dev.poolhouse.risk;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/// What a request tells of the device that made it. All but the address of the socket is the
/// client's own word and never trusted: it may raise a risk or name an event, nothing else.
///
/// @param address the device's address; `unknown` when there is none
/// @param device stands for the device: the same for each of its requests, 43 letters; empty when
///   nothing is known of it
/// @param deviceName name that people know it by, such as `Chrome 125, Windows 10`
/// @param timeZone the device's time zone, such as `-07:00`
public record ClientContext(
    String address,
    Optional<String> device,
    Optional<String> deviceName,
    Optional<String> timeZone) {
  private static final int IPV4_NETWORK = 3;
  private static final int IPV6_NETWORK = 6;

  /// A request of which nothing but the address is known.
  public static ClientContext at(String address) {
    return new ClientContext(address, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The address; empty when the text is none. Asks no name server.
  Optional<InetAddress> ip() {
    return parse(address);
  }

  /// The network that the address lies in, of the size that one household or company has: 24 bits
  /// of an IPv4 address, 48 of an IPv6 address. Empty text without an address.
  String network() {
    return ip().map(ClientContext::network).orElse("");
  }

  private static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    int kept = bytes.length == 4 ? IPV4_NETWORK : IPV6_NETWORK;
    StringBuilder text = new StringBuilder();
    for (byte part : Arrays.copyOf(bytes, kept)) {
      text.append("%02x".formatted(part));
    }
    return text.append('/').append(kept * Byte.SIZE).toString();
  }

  /// The address that a text holds; empty when it is none. Asks no name server.
  static Optional<InetAddress> parse(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
