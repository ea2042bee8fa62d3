package dev.poolhouse.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// HTTP calls whose whole duration and whose answer's size are bounded. Redirects are not followed.
/// May be shared.
final class Calls implements AutoCloseable {
  private final Supplier<HttpClient> made;
  private @Nullable HttpClient client;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Trusts the authorities that Java trusts.
  Calls() {
    this(HttpClient::newBuilder);
  }

  /// @param builder begins clients that trust whom they should
  Calls(Supplier<HttpClient.Builder> builder) {
    this.made =
        () ->
            builder
                .get()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
  }

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
    Future<Reply> reply = threads.submit(() -> reply(request, largest));
    try {
      return reply.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      reply.cancel(true);
      throw new HttpTimeoutException("no answer within " + patience);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      reply.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private Reply reply(HttpRequest request, int largest) throws IOException, InterruptedException {
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
  }

  /// Made at the first call, since that takes a while.
  private synchronized HttpClient client() {
    HttpClient known = client;
    if (known == null) {
      known = made.get();
      client = known;
    }
    return known;
  }

  @Override
  public synchronized void close() {
    threads.shutdownNow();
    if (client != null) {
      client.shutdownNow();
    }
  }
}
