package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that a stranger's address makes the server ask no name server.
class OwnNamesTest {

  /// Stands for the JDK's own resolver, at the outer edge.
  private static final class Asked implements InetAddressResolver {
    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) {
      return Stream.of(InetAddress.ofLiteral("192.0.2.1"));
    }

    @Override
    public String lookupByAddress(byte[] bytes) {
      return "asked";
    }
  }

  private final InetAddressResolver resolver = OwnNames.over(new Asked());

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.77", "2001:db8::77"})
  void strangersNameIsNotAskedFor(String address) {
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    assertThatThrownBy(() -> resolver.lookupByAddress(bytes))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void ownNameIsAskedFor() throws UnknownHostException {
    assertThat(resolver.lookupByAddress(new byte[] {127, 0, 0, 1})).isEqualTo("asked");
  }

  @Test
  void namesAreLookedUp() throws UnknownHostException {
    assertThat(
            resolver.lookupByName(
                "smtp.example",
                InetAddressResolver.LookupPolicy.of(InetAddressResolver.LookupPolicy.IPV4)))
        .containsExactly(InetAddress.ofLiteral("192.0.2.1"));
  }

  @Test
  void jdkFindsIt() {
    assertThat(ServiceLoader.load(InetAddressResolverProvider.class))
        .hasAtLeastOneElementOfType(OwnNames.class);
  }
}
