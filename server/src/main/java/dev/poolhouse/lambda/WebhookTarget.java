package dev.poolhouse.lambda;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.WebhookSigner;
import dev.poolhouse.trigger.Functions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Functions behind a URL of the operator's: the event as JSON in a signed POST. Status 200 carries
/// the event back; 422 says that the function threw, with `errorMessage` in its body; any other
/// means that it could not be called. May be shared.
///
/// Source: Standard Webhooks specification for the three headers; the rest is ours.
final class WebhookTarget implements Target {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookTarget.class);
  private static final int OK = 200;
  private static final int THREW = 422;

  private final Calls calls;
  private final URI url;
  private final WebhookSigner signer;
  private final InstantSource clock;
  private final Ids ids;

  WebhookTarget(Calls calls, URI url, WebhookSigner signer, InstantSource clock, Ids ids) {
    this.calls = calls;
    this.url = url;
    this.signer = signer;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public Functions.Outcome invoke(FunctionArn function, Functions.Call call) {
    try {
      Calls.Reply reply =
          calls.send(request(function, call.event()), call.patience(), LARGEST_ANSWER);
      if (reply.body().isEmpty()) {
        return new Functions.Outcome.Refused("ResponseSizeTooLarge");
      }
      return switch (reply.status()) {
        case OK -> new Functions.Outcome.Returned(Secret.of(reply.body().get()));
        case THREW -> FunctionError.of(reply.body().get());
        default -> new Functions.Outcome.Refused("status " + reply.status());
      };
    } catch (HttpTimeoutException e) {
      return new Functions.Outcome.TimedOut();
    } catch (IOException e) {
      LOG.warn("the webhook of {} cannot be called: {}", function.name(), e.getMessage());
      return new Functions.Outcome.Refused("ServiceUnavailable");
    }
  }

  private HttpRequest request(FunctionArn function, Secret event) {
    String id = "evt_" + ids.uuid();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    byte[] body = event.reveal().getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/json")
        .header("User-Agent", "Poolhouse")
        .header("poolhouse-function", function.name())
        .header("webhook-id", id)
        .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
        .header("webhook-signature", signer.sign(id, now, body))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }
}
