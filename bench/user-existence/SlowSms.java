package dev.poolhouse.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// An SMS webhook on 127.0.0.1 that takes its time over each message and forgets it.
final class SlowSms implements AutoCloseable {
  private static final int NO_CONTENT = 204;

  private final HttpServer server;
  private final Duration delay;
  private final AtomicInteger taken = new AtomicInteger();

  /// @param delay from the arrival of a message to the answer
  SlowSms(Duration delay) throws IOException {
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    this.delay = delay;
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/sms";
  }

  /// Messages received.
  int taken() {
    return taken.get();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      Thread.sleep(delay);
      taken.incrementAndGet();
      exchange.sendResponseHeaders(NO_CONTENT, -1);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
