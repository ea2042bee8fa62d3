package dev.poolhouse.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// A mail server on 127.0.0.1 that takes its time over each message and forgets it.
final class SlowMail implements AutoCloseable {
  private final ServerSocket listening;
  private final Duration delay;
  private final AtomicInteger taken = new AtomicInteger();

  /// @param delay from the end of a message to its receipt
  SlowMail(Duration delay) throws IOException {
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.delay = delay;
    Thread.ofVirtual().start(this::listen);
  }

  int port() {
    return listening.getLocalPort();
  }

  /// Messages received.
  int taken() {
    return taken.get();
  }

  private void listen() {
    try {
      while (true) {
        Socket client = listening.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      if (!listening.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      converse(client);
    } catch (IOException _) {
      // the server under test was killed
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Source: RFC 5321.
  private void converse(Socket client) throws IOException, InterruptedException {
    BufferedReader input =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    say(client, "220 slow");
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      switch (line.strip().split(" ", 2)[0].toUpperCase(Locale.ROOT)) {
        case "DATA" -> {
          say(client, "354 go on");
          skipMessage(input);
          Thread.sleep(delay);
          taken.incrementAndGet();
          say(client, "250 taken");
        }
        case "QUIT" -> {
          say(client, "221 bye");
          return;
        }
        default -> say(client, "250 slow");
      }
    }
  }

  private static void skipMessage(BufferedReader input) throws IOException {
    String line = input.readLine();
    while (line != null && !line.equals(".")) {
      line = input.readLine();
    }
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
