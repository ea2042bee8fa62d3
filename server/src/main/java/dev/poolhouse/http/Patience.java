package dev.poolhouse.http;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Supplier;

/// How long one connection may still keep its thread waiting. The connection's thread reports what
/// it waits for; a watchdog calls [#enforce].
///
/// Only waiting counts, not the time the server itself takes. A head, and then a body, each have
/// one allowance for all their reads together, so that sending byte by byte gains nothing.
final class Patience {
  private static final long NOT_WAITING = Long.MAX_VALUE;

  /// What the next bytes of the client belong to.
  private enum Awaited {
    /// a request that has not begun
    REQUEST,
    /// the rest of the request line and headers
    HEAD,
    /// the rest of a body
    BODY
  }

  private final SocketChannel channel;
  private final long readNanos;
  private final long idleNanos;
  private final long start = System.nanoTime();
  private Awaited awaited = Awaited.HEAD;
  private long left;
  private volatile long deadline;
  private volatile boolean refused;

  /// A connection just accepted: its first head, and before it the TLS handshake, are awaited.
  ///
  /// @param read allowance for a head, for a body and for one write
  /// @param idle allowance between requests
  Patience(SocketChannel channel, Duration read, Duration idle) {
    this.channel = channel;
    this.readNanos = read.toNanos();
    this.idleNanos = idle.toNanos();
    this.left = readNanos;
    this.deadline = readNanos;
  }

  /// Reads what the client sends next, on the allowance of what is awaited.
  byte[] read(Supplier<byte[]> source) {
    long begin = now();
    deadline = begin + left;
    byte[] bytes = source.get();
    deadline = NOT_WAITING;
    if (awaited == Awaited.REQUEST) {
      await(Awaited.HEAD, readNanos);
    } else {
      left -= now() - begin;
    }
    return bytes;
  }

  /// Writes to the client.
  void write(Runnable write) {
    deadline = now() + readNanos;
    write.run();
    deadline = NOT_WAITING;
  }

  /// The head is complete.
  void headArrived() {
    await(Awaited.BODY, readNanos);
  }

  /// The answer is on its way; the client may think before it asks again.
  void answered() {
    await(Awaited.REQUEST, idleNanos);
  }

  /// Whether the next bytes belong to a body.
  boolean awaitsBody() {
    return awaited == Awaited.BODY;
  }

  private void await(Awaited next, long allowance) {
    awaited = next;
    left = allowance;
  }

  /// Ends a wait that takes too long. First no more is read, which leaves a running request able to
  /// answer; a connection that still waits the next time is closed.
  ///
  /// @return whether the connection needs no more watching
  boolean enforce() throws IOException {
    if (!channel.isOpen()) {
      return true;
    }
    if (now() <= deadline) {
      return false;
    }
    if (refused) {
      channel.close();
      return true;
    }
    refused = true;
    channel.shutdownInput();
    return false;
  }

  private long now() {
    return System.nanoTime() - start;
  }
}
