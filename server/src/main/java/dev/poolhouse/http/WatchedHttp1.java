package dev.poolhouse.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/// HTTP/1.1 as the server library speaks it, over connections whose every wait the [Watchdog]
/// knows. May be shared.
final class WatchedHttp1 implements ServerConnectionSelector {
  private final Http1ConnectionSelector http1;
  private final Watchdog watchdog;

  /// @param config how HTTP/1.1 is spoken
  WatchedHttp1(Http1Config.Builder config, Watchdog watchdog) {
    this.http1 =
        Http1ConnectionSelector.builder()
            .config(
                config.addReceiveListener(new Requests()).addSendListener(new Answers()).build())
            .build();
    this.watchdog = watchdog;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http1.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http1.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http1.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    Patience patience =
        watchdog
            .of(context.localPeer().address(), context.remotePeer().address())
            .orElseThrow(() -> new CloseConnectionException("cut off"));
    return http1.connection(new WatchedConnection(context, patience));
  }

  /// Tells a connection's [Patience] of the requests.
  private static final class Requests implements Http1ConnectionListener {
    @Override
    public void headers(ConnectionContext context, Headers headers) {
      if (context instanceof WatchedConnection watched) {
        watched.patience().headArrived();
      }
    }
  }

  /// Tells a connection's [Patience] of the answers; `100 Continue` is none.
  private static final class Answers implements Http1ConnectionListener {
    @Override
    public void status(ConnectionContext context, Status status) {
      if (status.code() >= 200 && context instanceof WatchedConnection watched) {
        watched.patience().answered();
      }
    }
  }
}
