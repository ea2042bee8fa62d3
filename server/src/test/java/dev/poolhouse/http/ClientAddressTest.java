package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.wire.Networks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that `X-Forwarded-For` counts exactly as far as trusted proxies vouch for it, whatever a
/// client writes into it. The trusted proxies are 10.0.0.0/8, 192.0.2.7 and 2001:db8::/32.
class ClientAddressTest {
  private static final ClientAddress ADDRESSES =
      new ClientAddress(Networks.of(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32")));

  private record Case(String name, String peer, List<String> forwarded, String client) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> addresses() {
    String v6 = "2001:db8:0:0:0:0:0:1";
    return Stream.of(
        new Case("no proxy, no header", "203.0.113.5", List.of(), "203.0.113.5"),
        new Case("spoofed by a stranger", "203.0.113.5", List.of("198.51.100.1"), "203.0.113.5"),
        new Case("one proxy", "10.1.2.3", List.of("198.51.100.1"), "198.51.100.1"),
        new Case("single address is a proxy", "192.0.2.7", List.of("198.51.100.1"), "198.51.100.1"),
        new Case("next to the single address", "192.0.2.8", List.of("198.51.100.1"), "192.0.2.8"),
        new Case("two proxies", "10.1.2.3", List.of("198.51.100.1, 10.9.9.9"), "198.51.100.1"),
        new Case(
            "client lies to its proxy",
            "10.1.2.3",
            List.of("10.6.6.6, 198.51.100.1"),
            "198.51.100.1"),
        new Case(
            "several header lines", "10.1.2.3", List.of("1.1.1.1", "198.51.100.1"), "198.51.100.1"),
        new Case(
            "lie across header lines",
            "10.1.2.3",
            List.of("8.8.8.8, 198.51.100.1", "10.2.2.2"),
            "198.51.100.1"),
        new Case("proxies all the way", "10.1.2.3", List.of("10.4.4.4"), "10.4.4.4"),
        new Case("header missing behind a proxy", "10.1.2.3", List.of(), "10.1.2.3"),
        new Case("empty header", "10.1.2.3", List.of(""), "10.1.2.3"),
        new Case("empty hop", "10.1.2.3", List.of("198.51.100.1,"), "10.1.2.3"),
        new Case("garbage", "10.1.2.3", List.of("unknown"), "10.1.2.3"),
        new Case("name is not looked up", "10.1.2.3", List.of("localhost"), "10.1.2.3"),
        new Case(
            "garbage left of the client", "10.1.2.3", List.of("x, 198.51.100.1"), "198.51.100.1"),
        new Case("with a port", "10.1.2.3", List.of("198.51.100.1:4711"), "198.51.100.1"),
        new Case("IPv6 proxy", v6, List.of("198.51.100.1"), "198.51.100.1"),
        new Case("IPv6 stranger", "2001:db9::1", List.of("1.1.1.1"), "2001:db9:0:0:0:0:0:1"),
        new Case("IPv6 client", "10.1.2.3", List.of("2001:db9::9"), "2001:db9:0:0:0:0:0:9"),
        new Case(
            "IPv6 in brackets", "10.1.2.3", List.of("[2001:db9::9]:80"), "2001:db9:0:0:0:0:0:9"),
        new Case("open bracket", "10.1.2.3", List.of("[2001:db9::9"), "10.1.2.3"),
        new Case("mapped IPv4", "::ffff:10.1.2.3", List.of("::ffff:198.51.100.1"), "198.51.100.1"),
        new Case("octal look-alike", "10.1.2.3", List.of("0306.0063.0144.1"), "10.1.2.3"),
        new Case("line break", "10.1.2.3", List.of("1.1.1.1\n2.2.2.2"), "10.1.2.3"));
  }

  @ParameterizedTest
  @MethodSource
  void addresses(Case row) {
    InetSocketAddress peer = new InetSocketAddress(InetAddress.ofLiteral(row.peer()), 1234);
    assertThat(ADDRESSES.of(peer, row.forwarded())).isEqualTo(row.client());
  }

  @Test
  void chainOfProxiesIsFollowedOnlySoFar() {
    List<String> hops = Collections.nCopies(100_000, "10.0.0.1");
    InetSocketAddress peer = new InetSocketAddress(InetAddress.ofLiteral("10.0.0.2"), 1);
    assertThat(ADDRESSES.of(peer, List.of("198.51.100.1," + String.join(",", hops))))
        .isEqualTo("10.0.0.1");
  }

  @Test
  void socketWithoutAddressIsUnknown() {
    assertThat(ADDRESSES.of(UnixDomainSocketAddress.of(Path.of("socket")), List.of("1.1.1.1")))
        .isEqualTo("unknown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0/8",
        "10/8",
        "::/129"
      })
  void whatIsNoNetworkIsRefused(String text) {
    assertThatThrownBy(() -> Networks.of(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "203.0.113.0/24", "203.0.113.5", "203.0.113.5/32"})
  void networkHoldsItsAddresses(String network) {
    assertThat(Networks.of(List.of(network)).contains(InetAddress.ofLiteral("203.0.113.5")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"::/0", "203.0.114.0/24", "203.0.113.4", "203.0.113.4/32"})
  void networkHoldsNoOthers(String network) {
    assertThat(Networks.of(List.of(network)).contains(InetAddress.ofLiteral("203.0.113.5")))
        .isFalse();
  }
}
