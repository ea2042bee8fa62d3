package dev.poolhouse.sinks;

import dev.poolhouse.analytics.Destination;
import dev.poolhouse.analytics.EventStore;
import dev.poolhouse.analytics.Sink;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A service of the operator's that is called for each event: the event as JSON in a signed POST, a
/// few at a time. A status from 200 to 299 means that it took the event; redirects are not followed
/// and the answer's body is not read. May be shared.
///
/// Source: Standard Webhooks specification for the three headers.
public final class WebhookSink implements Sink {
  private static final int AT_ONCE = 8;

  /// No call is begun later, so that all end before another node tries the same events.
  private static final Duration BEGINNING = Duration.ofSeconds(5);

  private final SinkSettings.Webhook settings;
  private final InstantSource clock;
  private final HttpClient client;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// @param clock says when a call was signed
  public WebhookSink(SinkSettings.Webhook settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .build();
  }

  @Override
  public Destination destination() {
    return Destination.WEBHOOK;
  }

  /// Once one call has failed, no further ones are begun: most likely they would fail, too, and
  /// each might take its time to.
  @Override
  public Outcome deliver(List<EventStore.Waiting> events) {
    Set<String> taken = new HashSet<>();
    Optional<String> trouble = Optional.empty();
    long start = System.nanoTime();
    for (int begin = 0; begin < events.size() && trouble.isEmpty(); begin += AT_ONCE) {
      if (System.nanoTime() - start > BEGINNING.toNanos()) {
        break;
      }
      List<EventStore.Waiting> some =
          events.subList(begin, Math.min(begin + AT_ONCE, events.size()));
      trouble = deliver(some, taken);
    }
    return new Outcome(taken, trouble);
  }

  private Optional<String> deliver(List<EventStore.Waiting> events, Set<String> taken) {
    if (threads.isShutdown()) {
      return Optional.of("closed");
    }
    List<Future<Optional<String>>> calls = new ArrayList<>();
    events.forEach(event -> calls.add(threads.submit(() -> call(event))));
    Optional<String> trouble = Optional.empty();
    for (int i = 0; i < events.size(); i++) {
      Optional<String> failure = outcome(calls.get(i));
      if (failure.isEmpty()) {
        taken.add(events.get(i).eventId());
      } else {
        trouble = failure;
      }
    }
    return trouble;
  }

  private static Optional<String> outcome(Future<Optional<String>> call) {
    try {
      return call.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("calling the events' webhook", e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  /// Calls for one event.
  ///
  /// @return what went wrong
  private Optional<String> call(EventStore.Waiting event) {
    try {
      HttpResponse<InputStream> response =
          client.send(request(event), HttpResponse.BodyHandlers.ofInputStream());
      response.body().close();
      int status = response.statusCode();
      return status >= 200 && status < 300
          ? Optional.empty()
          : Optional.of(settings.url().getHost() + " answers with status " + status);
    } catch (IOException e) {
      return Optional.of(settings.url().getHost() + ": " + detail(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private HttpRequest request(EventStore.Waiting event) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    byte[] body = event.body().getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(settings.url())
        .timeout(settings.timeout())
        .header("Content-Type", "application/json")
        .header("User-Agent", "Poolhouse")
        .header("webhook-id", event.eventId())
        .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
        .header("webhook-signature", settings.signer().sign(event.eventId(), now, body))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  /// What went wrong, without anything that the receiver has written.
  private static String detail(IOException thrown) {
    StringBuilder detail = new StringBuilder(thrown.getClass().getSimpleName());
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      detail.append(", ").append(cause.getClass().getSimpleName());
    }
    return detail.toString();
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdown();
  }
}
