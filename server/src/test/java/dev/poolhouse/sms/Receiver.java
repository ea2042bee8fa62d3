package dev.poolhouse.sms;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The other end of the wire: an HTTP server on this machine that keeps what it is asked and
/// answers as told.
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Answer answer = new Answer.Whole(204, Map.of(), "");

  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// A request.
  public record Received(String method, URI path, Headers headers, String body) {
    /// The first header of that name.
    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  /// How it answers.
  public sealed interface Answer {
    /// at once
    record Whole(int status, Map<String, String> headers, String body) implements Answer {}

    /// not before it is closed
    record Never() implements Answer {}

    /// with a status, then a body that does not end
    record Endless(int status) implements Answer {}
  }

  /// Answers that way from now on.
  public Receiver answering(Answer next) {
    this.answer = next;
    return this;
  }

  /// Answers with that status and an empty body from now on.
  public Receiver answering(int status) {
    return answering(new Answer.Whole(status, Map.of(), ""));
  }

  /// Where it listens.
  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /// The next request; waits for it.
  public Received next() throws InterruptedException {
    return next(Duration.ofSeconds(30));
  }

  /// The next request; waits that long for it.
  public Received next(Duration longest) throws InterruptedException {
    Received next = received.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
    if (next == null) {
      throw new AssertionError("nothing was received");
    }
    return next;
  }

  /// How many requests nobody has looked at yet.
  int waiting() {
    return received.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Answer current = answer;
    try (exchange) {
      received.add(
          new Received(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              exchange.getRequestHeaders(),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      switch (current) {
        case Answer.Whole(int status, Map<String, String> headers, String body) -> {
          headers.forEach(exchange.getResponseHeaders()::set);
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
        }
        case Answer.Never() -> waitForTheEnd();
        case Answer.Endless(int status) -> {
          exchange.sendResponseHeaders(status, 0);
          endless(exchange.getResponseBody());
        }
      }
    }
  }

  private void endless(OutputStream body) throws IOException {
    byte[] piece = new byte[8_192];
    while (closed.getCount() > 0) {
      body.write(piece);
    }
  }

  private void waitForTheEnd() {
    try {
      closed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
