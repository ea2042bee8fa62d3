package dev.poolhouse.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// A connection that reads and writes under the eyes of its [Patience]; the rest is the library's.
final class WatchedConnection implements ConnectionContext {
  private final ConnectionContext inner;
  private final Patience patience;
  private final DataReader reader;
  private final DataWriter writer;

  WatchedConnection(ConnectionContext inner, Patience patience) {
    this.inner = inner;
    this.patience = patience;
    this.reader = DataReader.create(() -> patience.read(() -> next(inner.dataReader())));
    this.writer = new WatchedWriter(inner.dataWriter(), patience);
  }

  Patience patience() {
    return patience;
  }

  /// What has arrived, waiting for at least one byte. An end before a head is complete just closes
  /// the connection: the library would call it an internal error. An end in a body is for whoever
  /// reads the body.
  private byte[] next(DataReader source) {
    try {
      source.ensureAvailable();
    } catch (DataReader.InsufficientDataAvailableException e) {
      throw patience.awaitsBody() ? e : new CloseConnectionException("ended in a head", e);
    }
    return source.readBytes(source.available());
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }

  @Override
  public DataWriter dataWriter() {
    return writer;
  }

  @Override
  public ListenerContext listenerContext() {
    return inner.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return inner.executor();
  }

  @Override
  public Router router() {
    return inner.router();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return inner.proxyProtocolData();
  }

  @Override
  public HelidonSocket serverSocket() {
    return inner.serverSocket();
  }

  @Override
  public PeerInfo remotePeer() {
    return inner.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return inner.localPeer();
  }

  @Override
  public boolean isSecure() {
    return inner.isSecure();
  }

  @Override
  public String socketId() {
    return inner.socketId();
  }

  @Override
  public String childSocketId() {
    return inner.childSocketId();
  }

  private record WatchedWriter(DataWriter inner, Patience patience) implements DataWriter {
    @Override
    public void write(BufferData... buffers) {
      patience.write(() -> inner.write(buffers));
    }

    @Override
    public void write(BufferData buffer) {
      patience.write(() -> inner.write(buffer));
    }

    @Override
    public void writeNow(BufferData... buffers) {
      patience.write(() -> inner.writeNow(buffers));
    }

    @Override
    public void writeNow(BufferData buffer) {
      patience.write(() -> inner.writeNow(buffer));
    }

    @Override
    public void flush() {
      patience.write(inner::flush);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
