package dev.poolhouse.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// A socket that passes everything on to a PostgreSQL server and back, and counts the messages of
/// the server. May be shared.
///
/// Source: PostgreSQL documentation, "Frontend/Backend Protocol", message formats.
final class Wiretap implements AutoCloseable {
  private static final int COMMAND_COMPLETE = 'C';
  private static final int READY_FOR_QUERY = 'Z';
  private static final int IDLE = 'I';
  private static final List<String> WRITES = List.of("INSERT", "UPDATE", "DELETE");

  private final ServerSocket socket;
  private final int target;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong roundTrips = new AtomicLong();
  private final AtomicLong commits = new AtomicLong();
  private volatile Consumer<String> seen = _ -> {};

  private Wiretap(ServerSocket socket, int target) {
    this.socket = socket;
    this.target = target;
  }

  /// What was counted since the start.
  ///
  /// @param roundTrips times that the client had to wait for an answer
  /// @param commits transactions that wrote something
  record Counts(long roundTrips, long commits) {
    Counts minus(Counts before) {
      return new Counts(roundTrips - before.roundTrips, commits - before.commits);
    }
  }

  /// Listens on a free port.
  ///
  /// @param target port of the database
  static Wiretap start(int target) throws IOException {
    Wiretap tap = new Wiretap(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
    tap.threads.submit(tap::accept);
    return tap;
  }

  int port() {
    return socket.getLocalPort();
  }

  /// From now on, gives what the server said to have done in a round trip to `reader` when the next
  /// one begins.
  void show(Consumer<String> reader) {
    seen = reader;
  }

  Counts counts() {
    return new Counts(roundTrips.get(), commits.get());
  }

  private long accept() throws IOException {
    while (true) {
      Socket client = socket.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Session session = new Session();
      threads.submit(() -> session.pass(client.getInputStream(), server.getOutputStream()));
      threads.submit(
          () -> {
            try (client;
                server) {
              return session.count(server.getInputStream(), client.getOutputStream());
            }
          });
    }
  }

  /// One connection. A round trip begins when the client sends something after an answer: what it
  /// sends in one go, such as `BEGIN` and the first statement, is answered piece by piece, but
  /// waited for once.
  private final class Session {
    private final AtomicBoolean answered = new AtomicBoolean(true);
    private final StringBuffer trip = new StringBuffer();

    long pass(InputStream from, OutputStream to) throws IOException {
      byte[] buffer = new byte[64 << 10];
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        if (answered.getAndSet(false)) {
          roundTrips.incrementAndGet();
          seen.accept(trip.toString());
          trip.setLength(0);
        }
        to.write(buffer, 0, read);
      }
      return roundTrips.get();
    }

    /// Each message is a letter, its length with these four bytes, and its content. A transaction
    /// is over when `ReadyForQuery` says that the session is idle.
    long count(InputStream from, OutputStream to) throws IOException {
      DataInputStream input = new DataInputStream(new BufferedInputStream(from));
      DataOutputStream output = new DataOutputStream(new BufferedOutputStream(to));
      boolean wrote = false;
      String tag = "";
      for (int kind = input.read(); kind >= 0; kind = input.read()) {
        int length = input.readInt();
        byte[] content = input.readNBytes(length - Integer.BYTES);
        if (kind == COMMAND_COMPLETE) {
          tag = new String(content, 0, content.length - 1, StandardCharsets.US_ASCII);
          trip.append(trip.isEmpty() ? "" : ", ").append(tag);
          wrote |= WRITES.stream().anyMatch(tag::startsWith);
        } else if (kind == READY_FOR_QUERY) {
          answered.set(true);
          if (content[0] == IDLE) {
            commits.addAndGet(wrote && !tag.startsWith("ROLLBACK") ? 1 : 0);
            wrote = false;
          }
        }
        output.write(kind);
        output.writeInt(length);
        output.write(content);
        if (input.available() == 0) {
          output.flush();
        }
      }
      return commits.get();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
