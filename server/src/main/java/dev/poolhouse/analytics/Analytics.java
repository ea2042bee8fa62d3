package dev.poolhouse.analytics;

import dev.poolhouse.client.Client;
import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Pseudonyms;
import dev.poolhouse.store.Tx;
import dev.poolhouse.wire.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AnalyticsConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AnalyticsMetadataType;

/// The events of app clients that have an `AnalyticsConfiguration`. For others nothing is made, and
/// nothing is stored. May be shared.
///
/// An event is made before the transaction in which what it tells happens, queued within it, and
/// counted after it.
///
/// Source: developer guide, "Using Amazon Pinpoint for user pool analytics"; names of the events
/// from Amazon Pinpoint's guide. Their JSON is ours.
public final class Analytics {
  /// Contacts that are told only once their owner has proven them.
  private static final Set<String> VERIFIED_ONLY = Set.of("email", "phone_number");

  private static final String SUBJECTS = "analytics-subject";

  /// Longer ones are left out.
  private static final int LONGEST_ENDPOINT = 1_024;

  private final EventQueue queue;
  private final EventCounts counts;
  private final Ids ids;
  private final InstantSource clock;

  public Analytics(EventQueue queue, EventCounts counts, Ids ids, InstantSource clock) {
    this.queue = queue;
    this.counts = counts;
    this.ids = ids;
    this.clock = clock;
  }

  /// Whether anything is made of what happens at that client. Ask before composing what [#event]
  /// takes: most clients want nothing, and their users should not wait for it.
  public static boolean wants(Client client) {
    return client.document().analyticsConfiguration() != null;
  }

  /// The endpoint that a request names.
  ///
  /// @param metadata `AnalyticsMetadata` as the request has it
  public static Optional<String> endpoint(@Nullable AnalyticsMetadataType metadata) {
    return Optional.ofNullable(metadata).map(AnalyticsMetadataType::analyticsEndpointId);
  }

  /// The event to queue; empty for a client that has no analytics.
  public Optional<Event> event(Occurrence occurrence) {
    return Optional.ofNullable(occurrence.client().document().analyticsConfiguration())
        .map(settings -> event(occurrence, settings));
  }

  private Event event(Occurrence occurrence, AnalyticsConfigurationType settings) {
    String id = ids.uuid();
    Instant now = clock.instant();
    Set<Destination> to = queue.admit();
    return new Event(
        occurrence.subject(),
        id,
        occurrence.kind(),
        occurrence.pool().id(),
        Optional.of(occurrence.client().id()),
        now,
        to.isEmpty() ? "" : Json.write(body(occurrence, settings, id, now)),
        to);
  }

  /// Queues an event; it is delivered if and only if the transaction commits.
  public void queue(Tx tx, Event event) {
    queue.add(tx, event);
  }

  /// Counts an event whose transaction has committed.
  public void happened(Event event) {
    counts.happened(event);
  }

  private static Map<String, Object> body(
      Occurrence occurrence, AnalyticsConfigurationType settings, String id, Instant now) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("type", occurrence.kind().wireName());
    body.put("timestamp", now.toString());
    body.put("userPoolId", occurrence.pool().id().value());
    body.put("clientId", occurrence.client().id().value());
    body.put("application", application(settings));
    occurrence
        .endpointId()
        .filter(endpoint -> endpoint.length() <= LONGEST_ENDPOINT)
        .ifPresent(endpoint -> body.put("endpointId", endpoint));
    body.put("result", occurrence.failure().isEmpty() ? "success" : "failure");
    occurrence.failure().ifPresent(error -> body.put("error", error));
    body.put("subject", Pseudonyms.of(SUBJECTS, occurrence.subject()));
    if (Boolean.TRUE.equals(settings.userDataShared())) {
      occurrence.user().ifPresent(user -> body.put("user", shared(user)));
    }
    return body;
  }

  private static Map<String, Object> application(AnalyticsConfigurationType settings) {
    Map<String, Object> application = new LinkedHashMap<>();
    Optional.ofNullable(settings.applicationId()).ifPresent(id -> application.put("id", id));
    Optional.ofNullable(settings.applicationArn()).ifPresent(arn -> application.put("arn", arn));
    return application;
  }

  private static Map<String, Object> shared(Occurrence.Known user) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    user.attributes()
        .forEach(
            (name, value) -> {
              boolean open =
                  !VERIFIED_ONLY.contains(name)
                      || "true".equals(user.attributes().get(name + "_verified"));
              if (open) {
                attributes.put(name, value);
              }
            });
    Map<String, Object> shared = new LinkedHashMap<>();
    shared.put("username", user.username());
    shared.put("sub", user.sub());
    shared.put("attributes", attributes);
    return shared;
  }
}
