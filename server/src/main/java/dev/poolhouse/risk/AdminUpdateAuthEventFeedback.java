package dev.poolhouse.risk;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateAuthEventFeedbackRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateAuthEventFeedbackResponse;

/// Notes what an administrator says about an event. Later sign-ins are assessed by it.
///
/// Source: AdminUpdateAuthEventFeedback page of the API reference; sign-in reference §9.
public final class AdminUpdateAuthEventFeedback
    implements Operation<
        AdminUpdateAuthEventFeedbackRequest, AdminUpdateAuthEventFeedbackResponse> {
  private final Pools pools;
  private final Transactions transactions;
  private final UserNames names;
  private final EventFeedback feedback;

  public AdminUpdateAuthEventFeedback(
      Pools pools, Transactions transactions, UserNames names, EventFeedback feedback) {
    this.pools = pools;
    this.transactions = transactions;
    this.names = names;
    this.feedback = feedback;
  }

  @Override
  public AdminUpdateAuthEventFeedbackResponse run(
      Caller caller, AdminUpdateAuthEventFeedbackRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    ProtectionMode.require(pool);
    User user = transactions.read("find user", tx -> names.require(tx, pool, request.username()));
    feedback.note(user.id(), request.eventId(), request.feedbackValue(), "Admin");
    return AdminUpdateAuthEventFeedbackResponse.builder().build();
  }
}
