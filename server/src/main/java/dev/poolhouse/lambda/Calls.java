package dev.poolhouse.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// HTTP calls whose whole duration and whose answer's size are bounded. Redirects are not followed.
/// The HTTP client is made at the first call: it would take 80 ms of every start. May be shared.
final class Calls implements AutoCloseable {
  private @Nullable HttpClient client;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// An answer.
  ///
  /// @param status HTTP status
  /// @param response the headers
  /// @param body the body; empty when it was larger than allowed
  record Reply(int status, HttpResponse<?> response, Optional<String> body) {
    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }
  }

  /// Sends the request.
  ///
  /// @param patience from the beginning to the last byte of the answer
  /// @throws HttpTimeoutException if it takes longer
  /// @throws IOException if the connection fails
  Reply send(HttpRequest request, Duration patience, int largest) throws IOException {
    CompletableFuture<Reply> reply =
        CompletableFuture.supplyAsync(() -> reply(request, largest), threads);
    try {
      return reply.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      reply.cancel(true);
      throw new HttpTimeoutException("no answer within " + patience);
    } catch (ExecutionException e) {
      throw new IOException("call failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private Reply reply(HttpRequest request, int largest) {
    try {
      HttpResponse<InputStream> response =
          client().send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(largest + 1);
        Optional<String> text =
            bytes.length > largest
                ? Optional.empty()
                : Optional.of(new String(bytes, StandardCharsets.UTF_8));
        return new Reply(response.statusCode(), response, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
      client = made;
    }
    return made;
  }

  @Override
  public synchronized void close() {
    threads.shutdownNow();
    HttpClient made = client;
    if (made != null) {
      made.shutdownNow();
    }
  }
}
