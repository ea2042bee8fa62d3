package dev.poolhouse.sms;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.message.Delivery;
import dev.poolhouse.message.Message;
import dev.poolhouse.wire.StringMaps;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands each SMS to a service of the operator's, as JSON in a signed POST. A status from 200 to
/// 299 means that it took the message; redirects are not followed and the answer's body is not
/// read. The HTTP client is made at the first message, since that takes a while. May be shared.
///
/// The log has the status, never a number, a text or the path of the URL.
///
/// Source: Standard Webhooks specification for the three headers; the body is ours.
public final class WebhookDelivery implements Delivery, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookDelivery.class);
  private static final Outcome UNDELIVERED =
      new Outcome.Failed("the SMS webhook could not be reached or did not take the message");

  private final SmsSettings.Webhook settings;
  private final InstantSource clock;
  private @Nullable HttpClient client;

  /// @param clock says when a message was signed
  public WebhookDelivery(SmsSettings.Webhook settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Outcome send(Message message) {
    try {
      HttpResponse<InputStream> response =
          client().send(request(message), HttpResponse.BodyHandlers.ofInputStream());
      response.body().close();
      int status = response.statusCode();
      return status >= 200 && status < 300 ? new Outcome.Sent() : failed("status " + status);
    } catch (IOException e) {
      return failed(detail(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return failed("interrupted");
    }
  }

  private HttpRequest request(Message message) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    byte[] body = body(message, now);
    return HttpRequest.newBuilder(settings.url())
        .timeout(settings.timeout())
        .header("Content-Type", "application/json")
        .header("User-Agent", "Poolhouse")
        .header("webhook-id", message.id())
        .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
        .header("webhook-signature", settings.signer().sign(message.id(), now, body))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private static byte[] body(Message message, Instant now) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("type", "sms");
    body.put("id", message.id());
    body.put("timestamp", now.toString());
    body.put("userPoolId", message.poolId().value());
    body.put("username", message.username());
    body.put("to", message.to());
    body.put("purpose", message.purpose().name());
    body.put("message", message.body().reveal());
    Optional<String> code = message.code().map(Secret::reveal);
    code.ifPresent(text -> body.put("code", text));
    return StringMaps.write(body).getBytes(StandardCharsets.UTF_8);
  }

  /// What went wrong, without anything that the receiver has written.
  private static String detail(IOException thrown) {
    StringBuilder detail = new StringBuilder(thrown.getClass().getSimpleName());
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      detail.append(", ").append(cause.getClass().getSimpleName());
    }
    return detail.toString();
  }

  private Outcome failed(String detail) {
    LOG.warn("SMS webhook at {}: {}", settings.url().getHost(), detail);
    return UNDELIVERED;
  }

  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(settings.connectTimeout())
              .build();
      client = made;
    }
    return made;
  }

  /// Gives up what is being sent.
  @Override
  public synchronized void close() {
    HttpClient made = client;
    if (made != null) {
      made.shutdownNow();
    }
  }
}
