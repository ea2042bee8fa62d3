package dev.poolhouse.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.trigger.Functions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;

/// The Lambda Runtime API for one process, on a loopback port of its own: the process asks for the
/// next event and posts what became of it.
///
/// Source: Lambda developer guide, "Using the Lambda runtime API".
final class RuntimeApi implements AutoCloseable {
  private static final String BASE = "/2018-06-01/runtime/";
  private static final int ACCEPTED = 202;
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SynchronousQueue<Invocation> next = new SynchronousQueue<>();
  private final Map<String, Invocation> open = new ConcurrentHashMap<>();
  private final CompletableFuture<Functions.Outcome> failedToStart = new CompletableFuture<>();

  /// An event on its way.
  ///
  /// @param id request id
  /// @param arn the function
  /// @param event the event
  /// @param deadline when nobody waits any more
  /// @param outcome completed when the process answers
  record Invocation(
      String id,
      String arn,
      Secret event,
      Instant deadline,
      CompletableFuture<Functions.Outcome> outcome) {}

  RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(BASE, this::handle);
    server.start();
  }

  /// `host:port`, for `AWS_LAMBDA_RUNTIME_API`.
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Completed when the process could not load the function.
  CompletableFuture<Functions.Outcome> failedToStart() {
    return failedToStart;
  }

  /// Hands an event to the process, which may still be starting.
  void offer(Invocation invocation) {
    open.put(invocation.id(), invocation);
    threads.execute(
        () -> {
          try {
            next.put(invocation);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(BASE.length());
      byte[] body = exchange.getRequestBody().readNBytes(Target.LARGEST_ANSWER);
      if (path.equals("invocation/next")) {
        give(exchange);
      } else if (path.equals("init/error")) {
        failedToStart.complete(FunctionError.of(text(body)));
        reply(exchange, ACCEPTED, "{\"status\":\"OK\"}");
      } else {
        String[] parts = path.split("/", -1);
        boolean known = parts.length == 3 && settle(parts[1], parts[2], text(body));
        reply(exchange, known ? ACCEPTED : NOT_FOUND, "{\"status\":\"OK\"}");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void give(HttpExchange exchange) throws IOException, InterruptedException {
    Invocation invocation = next.take();
    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", invocation.arn());
    exchange
        .getResponseHeaders()
        .set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline().toEpochMilli()));
    exchange.getResponseHeaders().set("Lambda-Runtime-Trace-Id", "Root=1-" + invocation.id());
    reply(exchange, OK, invocation.event().reveal());
  }

  private boolean settle(String id, String how, String body) {
    Optional<Invocation> invocation = Optional.ofNullable(open.remove(id));
    invocation.ifPresent(
        one ->
            one.outcome()
                .complete(
                    how.equals("response")
                        ? new Functions.Outcome.Returned(Secret.of(body))
                        : FunctionError.of(body)));
    return invocation.isPresent();
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
