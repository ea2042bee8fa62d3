package dev.poolhouse.risk;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.ApiException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.cognitoidentityprovider.model.FeedbackValueType;

/// Notes what somebody says about an event. May be shared.
public final class EventFeedback {
  private final Transactions transactions;
  private final AuthEventStore events;
  private final InstantSource clock;

  public EventFeedback(Transactions transactions, AuthEventStore events, InstantSource clock) {
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
  }

  /// Notes it in the place of what was said before. Throws `ResourceNotFoundException` for an event
  /// that the user does not have; its text is (unsure).
  void note(UserId userId, String eventId, FeedbackValueType value, String provider) {
    AuthEvent.Feedback feedback =
        new AuthEvent.Feedback(value, provider, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    boolean found =
        transactions.write("note feedback", tx -> events.feedback(tx, userId, eventId, feedback));
    if (!found) {
      throw ApiException.notFound("Auth event " + eventId + " does not exist.");
    }
  }
}
