package dev.poolhouse.http;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Cuts off clients that keep the server waiting, from the moment they connect: half a TLS
/// handshake, half a request, a body byte by byte, an answer never read. The server library itself
/// ends only the wait between two requests. May be shared.
final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final int LOOKS = 20;
  private static final long LONGEST_MILLIS = 1_000;

  private final Duration read;
  private final Duration idle;
  private final Map<Ends, Patience> connections = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("slow-clients").factory());

  /// The two ends of a connection.
  private record Ends(SocketAddress local, SocketAddress remote) {}

  /// @param read longest wait for a head, for a body, for one write
  /// @param idle longest wait between requests
  Watchdog(Duration read, Duration idle) {
    this.read = read;
    this.idle = idle;
    long millis = Math.clamp(read.toMillis() / LOOKS, 1, LONGEST_MILLIS);
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  /// Begins to watch a connection.
  void accepted(SocketChannel channel) {
    try {
      connections.put(
          new Ends(channel.getLocalAddress(), channel.getRemoteAddress()),
          new Patience(channel, read, idle));
    } catch (IOException e) {
      LOG.debug("connection ended before it began", e);
    }
  }

  /// The patience with an accepted connection; empty when it has ended.
  Optional<Patience> of(SocketAddress local, SocketAddress remote) {
    return Optional.ofNullable(connections.get(new Ends(local, remote)));
  }

  /// Number of connections watched.
  int size() {
    return connections.size();
  }

  private void look() {
    connections.values().removeIf(Watchdog::isOver);
  }

  private static boolean isOver(Patience patience) {
    try {
      return patience.enforce();
    } catch (IOException e) {
      LOG.debug("connection ended while being cut off", e);
      return false;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
