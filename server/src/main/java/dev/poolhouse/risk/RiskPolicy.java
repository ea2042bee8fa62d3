package dev.poolhouse.risk;

import dev.poolhouse.wire.Networks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AccountTakeoverActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AccountTakeoverActionsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AccountTakeoverEventActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AccountTakeoverRiskConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CompromisedCredentialsEventActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CompromisedCredentialsRiskConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventFilterType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotifyConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskExceptionConfigurationType;

/// Typed questions to a risk configuration. Immutable; may be shared.
///
/// A part that was not set has the service's defaults: every risk blocks without a notification,
/// and compromised passwords block at every event. Within a part that was set, a level without an
/// action has none (unsure).
///
/// Source: developer guide, "Setting up threat protection".
public final class RiskPolicy {
  private static final Action DEFAULT = new Action(AccountTakeoverEventActionType.BLOCK, false);
  private static final Action NOTHING = new Action(AccountTakeoverEventActionType.NO_ACTION, false);

  private final RiskConfigurationType document;
  private final Networks blocked;
  private final Networks skipped;

  /// What is done about a level of risk.
  ///
  /// @param action the action
  /// @param tells whether the user gets a message
  record Action(AccountTakeoverEventActionType action, boolean tells) {}

  /// @param document a configuration that [SetRiskConfiguration] has checked
  public RiskPolicy(RiskConfigurationType document) {
    this.document = document;
    Optional<RiskExceptionConfigurationType> exceptions =
        Optional.ofNullable(document.riskExceptionConfiguration());
    this.blocked =
        exceptions.map(lists -> Networks.of(lists.blockedIPRangeList())).orElseGet(Networks::none);
    this.skipped =
        exceptions.map(lists -> Networks.of(lists.skippedIPRangeList())).orElseGet(Networks::none);
  }

  /// Whether requests from there are refused.
  boolean blocks(ClientContext context) {
    return context.ip().filter(blocked::contains).isPresent();
  }

  /// Whether no risk is looked for in sign-ins from there.
  boolean skips(ClientContext context) {
    return context.ip().filter(skipped::contains).isPresent();
  }

  /// What is done about a risk.
  Action action(RiskLevel level) {
    AccountTakeoverRiskConfigurationType takeover = document.accountTakeoverRiskConfiguration();
    if (level == RiskLevel.NONE) {
      return NOTHING;
    }
    if (takeover == null) {
      return DEFAULT;
    }
    return Optional.ofNullable(takeover.actions())
        .flatMap(actions -> Optional.ofNullable(of(actions, level)))
        .map(set -> new Action(set.eventAction(), Boolean.TRUE.equals(set.sendNotification())))
        .orElse(NOTHING);
  }

  private static @Nullable AccountTakeoverActionType of(
      AccountTakeoverActionsType actions, RiskLevel level) {
    return switch (level) {
      case NONE -> null;
      case LOW -> actions.lowAction();
      case MEDIUM -> actions.mediumAction();
      case HIGH -> actions.highAction();
    };
  }

  /// Sender and texts of notifications, where they are set.
  Optional<NotifyConfigurationType> notifications() {
    return Optional.ofNullable(document.accountTakeoverRiskConfiguration())
        .flatMap(takeover -> Optional.ofNullable(takeover.notifyConfiguration()));
  }

  /// Whether passwords are compared with breached ones at such an event.
  boolean looksForBreaches(EventFilterType event) {
    return Optional.ofNullable(document.compromisedCredentialsRiskConfiguration())
        .filter(CompromisedCredentialsRiskConfigurationType::hasEventFilter)
        .map(CompromisedCredentialsRiskConfigurationType::eventFilter)
        .filter(events -> !events.isEmpty())
        .map(events -> events.contains(event))
        .orElse(true);
  }

  /// Whether a breached password is refused.
  boolean blocksBreached() {
    return Optional.ofNullable(document.compromisedCredentialsRiskConfiguration())
        .map(
            compromised ->
                compromised.actions().eventAction() == CompromisedCredentialsEventActionType.BLOCK)
        .orElse(true);
  }
}
