package dev.poolhouse.app;

import dev.poolhouse.analytics.LogRecords;
import dev.poolhouse.message.Messages;
import dev.poolhouse.risk.BreachFilter;
import dev.poolhouse.risk.BreachedPasswords;
import dev.poolhouse.risk.EventFeedback;
import dev.poolhouse.risk.FeedbackTokens;
import dev.poolhouse.risk.Locations;
import dev.poolhouse.risk.MmdbLocations;
import dev.poolhouse.risk.Notices;
import dev.poolhouse.risk.RecordedEvents;
import dev.poolhouse.risk.ThreatProtection;
import java.io.IOException;
import java.nio.file.Path;

/// What threat protection shares.
///
/// @param feedbackTokens tokens of notifications
/// @param feedback notes what somebody says about an event
/// @param protection threat protection as other features use it
record RiskServices(
    FeedbackTokens feedbackTokens, EventFeedback feedback, ThreatProtection protection) {

  static RiskServices of(
      Core core,
      Stores stores,
      Configuration configuration,
      Messages messages,
      LogRecords logs,
      BreachedPasswords breached,
      Locations locations) {
    FeedbackTokens tokens = new FeedbackTokens(core.sealer(), core.clock());
    return new RiskServices(
        tokens,
        new EventFeedback(core.database(), stores.authEvents(), core.clock()),
        new ThreatProtection(
            new ThreatProtection.Knowing(
                core.database(),
                stores.authEvents(),
                new RecordedEvents(stores.authEvents(), stores.users(), logs),
                configuration.risks(),
                locations),
            breached,
            new Notices(messages, tokens),
            core.ids(),
            core.clock()));
  }

  /// The places of a database.
  static MmdbLocations places(Path database) {
    try {
      return MmdbLocations.open(database);
    } catch (IOException e) {
      throw new SettingsException(
          SettingKey.LOCATIONS.text()
              + " = "
              + database
              + " cannot be used: "
              + e.getMessage()
              + ". Use a file in the MaxMind DB format.");
    }
  }

  /// The passwords of a filter, with the built-in ones.
  static BreachedPasswords passwords(Path filter) {
    try {
      return new BreachedPasswords(BreachFilter.open(filter)::contains);
    } catch (IOException e) {
      throw new SettingsException(
          SettingKey.BREACHED_PASSWORDS.text()
              + " = "
              + filter
              + " cannot be used: "
              + e.getMessage()
              + ". Make it with 'poolhouse breaches build'.");
    }
  }
}
