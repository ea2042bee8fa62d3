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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// The Lambda Runtime API for one process, on a loopback port of its own: the process asks for the
/// next event and posts what became of it. Whoever lacks the process's token gets nothing, since
/// events hold passwords and other programs can reach the port as well.
///
/// Source: Lambda developer guide, "Using the Lambda runtime API"; the token is ours.
final class RuntimeApi implements AutoCloseable {
  /// Header that carries the token.
  static final String TOKEN_HEADER = "Poolhouse-Runtime-Token";

  private static final String BASE = "/2018-06-01/runtime/";
  private static final String TAKEN = "{\"status\":\"OK\"}";
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_LARGE = 413;

  private final Secret token;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Invocation> next = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> open = new ConcurrentHashMap<>();
  private final CompletableFuture<Functions.Outcome> failedToStart = new CompletableFuture<>();
  private final CompletableFuture<Boolean> asked = new CompletableFuture<>();

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

  /// @param token what the process shows with each call
  RuntimeApi(Secret token) throws IOException {
    this.token = token;
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

  /// Completed when the process has asked for its first event.
  CompletableFuture<Boolean> asked() {
    return asked;
  }

  /// Hands an event to the process.
  void offer(Invocation invocation) {
    open.put(invocation.id(), invocation);
    next.add(invocation);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!isOurs(exchange)) {
        reply(exchange, FORBIDDEN, "{}");
        return;
      }
      String path = exchange.getRequestURI().getPath().substring(BASE.length());
      if (path.equals("invocation/next")) {
        give(exchange);
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes(Target.LARGEST_ANSWER + 1);
      reply(exchange, path.equals("init/error") ? refuse(body) : settle(path, body), TAKEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOurs(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(TOKEN_HEADER))
        .map(Secret::of)
        .filter(token::equals)
        .isPresent();
  }

  private void give(HttpExchange exchange) throws IOException, InterruptedException {
    asked.complete(true);
    Invocation invocation = next.take();
    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", invocation.arn());
    exchange
        .getResponseHeaders()
        .set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline().toEpochMilli()));
    exchange.getResponseHeaders().set("Lambda-Runtime-Trace-Id", "Root=1-" + invocation.id());
    reply(exchange, OK, invocation.event().reveal());
  }

  private int refuse(byte[] body) {
    failedToStart.complete(FunctionError.of(text(body)));
    return ACCEPTED;
  }

  private int settle(String path, byte[] body) {
    String[] parts = path.split("/", -1);
    Optional<Invocation> invocation =
        parts.length == 3 ? Optional.ofNullable(open.remove(parts[1])) : Optional.empty();
    if (invocation.isEmpty()) {
      return NOT_FOUND;
    }
    boolean large = body.length > Target.LARGEST_ANSWER;
    invocation.get().outcome().complete(large ? tooLarge() : outcome(parts[2], text(body)));
    return large ? TOO_LARGE : ACCEPTED;
  }

  private static Functions.Outcome outcome(String how, String body) {
    return how.equals("response")
        ? new Functions.Outcome.Returned(Secret.of(body))
        : FunctionError.of(body);
  }

  /// Source: Lambda's own text, without the size.
  private static Functions.Outcome tooLarge() {
    return new Functions.Outcome.Threw(
        "Response payload size exceeded maximum allowed payload size ("
            + Target.LARGEST_ANSWER
            + " bytes).");
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
