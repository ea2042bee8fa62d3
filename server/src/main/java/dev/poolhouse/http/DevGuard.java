package dev.poolhouse.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keeps web pages of other sites away from the development routes, which show codes and empty the
/// store. May be shared.
///
/// Two attacks are met. A page that calls us from the browser of a developer sends its `Origin` (or
/// `Sec-Fetch-Site`), which must be our own. A page whose name was re-bound to this machine's
/// address is of our own origin, but its `Host` is a name we do not know. The port in `Host` is not
/// compared with ours: a published container port differs, and both attacks fail without it.
final class DevGuard implements Handler {
  private final Set<String> hosts;

  /// @param hosts names by which this server may be called beside `localhost` and the loopback
  ///   addresses
  DevGuard(List<String> hosts) {
    this.hosts =
        Stream.concat(Stream.of("localhost", "127.0.0.1", "[::1]"), hosts.stream())
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    String host = request.headers().first(HeaderNames.HOST).orElse("").toLowerCase(Locale.ROOT);
    if (!isKnown(host)) {
      refuse(response, "Host '" + printable(host) + "' is not one of this server's names.");
    } else if (isForeign(request, host)) {
      refuse(response, "Pages of other origins may not use the development routes.");
    } else {
      response.next();
    }
  }

  private boolean isKnown(String host) {
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon > host.lastIndexOf(']');
    return hosts.contains(hasPort ? host.substring(0, colon) : host);
  }

  private static boolean isForeign(ServerRequest request, String host) {
    Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
    String site = request.headers().first(HeaderNames.create("Sec-Fetch-Site")).orElse("none");
    String mode = request.headers().first(HeaderNames.create("Sec-Fetch-Mode")).orElse("");
    boolean ownPage = site.equals("same-origin") || site.equals("none");
    boolean followedLink =
        request.prologue().method().text().equals("GET") && mode.equals("navigate");
    String own = (request.isSecure() ? "https://" : "http://") + host;
    return origin.filter(given -> !given.toLowerCase(Locale.ROOT).equals(own)).isPresent()
        || !(ownPage || followedLink);
  }

  private static void refuse(ServerResponse response, String message) {
    response
        .status(403)
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .send("{\"message\":\"" + message + "\"}");
  }

  private static String printable(String host) {
    return host.length() <= 255 && host.matches("[a-z0-9.:_\\[\\]-]*") ? host : "?";
  }
}
