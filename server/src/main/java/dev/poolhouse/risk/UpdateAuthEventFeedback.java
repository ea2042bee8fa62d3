package dev.poolhouse.risk;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.user.UserStore;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateAuthEventFeedbackRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateAuthEventFeedbackResponse;

/// Notes what a user says about an event, with the token of its notification. Without the right
/// token the answer is the same whether user and event exist or not.
///
/// Source: UpdateAuthEventFeedback page of the API reference; sign-in reference §9.
public final class UpdateAuthEventFeedback
    implements Operation<UpdateAuthEventFeedbackRequest, UpdateAuthEventFeedbackResponse> {
  private final Pools pools;
  private final Reading reading;
  private final FeedbackTokens tokens;
  private final EventFeedback feedback;

  /// Finds the user of a token.
  public record Reading(Transactions transactions, UserStore users, UserNames names) {}

  public UpdateAuthEventFeedback(
      Pools pools, Reading reading, FeedbackTokens tokens, EventFeedback feedback) {
    this.pools = pools;
    this.reading = reading;
    this.tokens = tokens;
    this.feedback = feedback;
  }

  @Override
  public UpdateAuthEventFeedbackResponse run(
      Caller caller, UpdateAuthEventFeedbackRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    ProtectionMode.require(pool);
    FeedbackTokens.Grant grant =
        tokens
            .read(pool, request.feedbackToken())
            .filter(read -> read.eventId().equals(request.eventId()))
            .orElseThrow(UpdateAuthEventFeedback::refused);
    User user =
        reading
            .transactions()
            .read("find user of feedback", tx -> reading.users().find(tx, grant.userId()))
            .orElseThrow(UserNames::missing);
    if (!reading.names().belongs(pool.policy(), user, request.username())) {
      throw refused();
    }
    feedback.note(user.id(), grant.eventId(), request.feedbackValue(), "User");
    return UpdateAuthEventFeedbackResponse.builder().build();
  }

  /// The text is ours.
  private static ApiException refused() {
    return ApiException.notAuthorized("Invalid feedback token.");
  }
}
