package dev.poolhouse.http;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/// Asks name servers for the names of this machine's own addresses alone; names given are looked up
/// as ever. Found by the JDK through its service file.
///
/// The server library wants the name of whoever opens a TLS connection. A client whose network has
/// a slow name server would hold up one of the few threads that carry all requests.
public final class OwnNames extends InetAddressResolverProvider {

  @Override
  public InetAddressResolver get(Configuration configuration) {
    return over(configuration.builtinResolver());
  }

  /// The rule over another resolver.
  static InetAddressResolver over(InetAddressResolver builtin) {
    return new Resolver(builtin);
  }

  @Override
  public String name() {
    return "own names";
  }

  private record Resolver(InetAddressResolver builtin) implements InetAddressResolver {
    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
        throws UnknownHostException {
      return builtin.lookupByName(host, policy);
    }

    @Override
    public String lookupByAddress(byte[] bytes) throws UnknownHostException {
      if (!isOurs(InetAddress.getByAddress(bytes))) {
        throw new UnknownHostException("names of other hosts are not asked for");
      }
      return builtin.lookupByAddress(bytes);
    }

    private static boolean isOurs(InetAddress address) {
      try {
        return NetworkInterface.getByInetAddress(address) != null;
      } catch (SocketException e) {
        return false; // no network, no names
      }
    }
  }
}
