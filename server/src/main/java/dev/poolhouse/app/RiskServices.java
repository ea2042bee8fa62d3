package dev.poolhouse.app;

import dev.poolhouse.risk.EventFeedback;
import dev.poolhouse.risk.FeedbackTokens;

/// What threat protection shares.
///
/// @param feedbackTokens tokens of notifications
/// @param feedback notes what somebody says about an event
record RiskServices(FeedbackTokens feedbackTokens, EventFeedback feedback) {

  static RiskServices of(Core core, Stores stores) {
    return new RiskServices(
        new FeedbackTokens(core.sealer(), core.clock()),
        new EventFeedback(core.database(), stores.authEvents(), core.clock()));
  }
}
