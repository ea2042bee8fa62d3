package dev.poolhouse.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskDecisionType;

/// From a risk to what is done about it.
///
/// @param finding what the event shows
/// @param demand what the sign-in must do
/// @param outcome whether it may go on
/// @param told which notification the user gets, if any
record Decision(
    AuthEvent.Finding finding, Demand demand, Verdict.Outcome outcome, Optional<Told> told) {

  /// The notifications, by the action they tell of.
  enum Told {
    BLOCK,
    MFA,
    NO_ACTION
  }

  /// Decides by the configured actions. Where nothing is enforced, the risk is found and nothing
  /// else happens.
  ///
  /// @param breached whether the password that was sent is known to others
  static Decision of(
      Assessment assessment, boolean breached, RiskPolicy policy, ProtectionMode mode) {
    boolean enforced = mode == ProtectionMode.ENFORCED;
    List<Reason> reasons = new ArrayList<>(assessment.reasons());
    if (breached) {
      reasons.add(Reason.COMPROMISED_PASSWORD);
    }
    if (enforced && breached && policy.blocksBreached()) {
      return new Decision(
          finding(RiskDecisionType.BLOCK, assessment, true, reasons),
          Demand.NONE,
          Verdict.Outcome.RESET,
          Optional.empty());
    }
    RiskPolicy.Action action = policy.action(assessment.level());
    Optional<Told> told = Optional.of(told(action)).filter(_ -> enforced && action.tells());
    if (!enforced || assessment.level() == RiskLevel.NONE) {
      RiskDecisionType found =
          assessment.level() == RiskLevel.NONE
              ? RiskDecisionType.NO_RISK
              : RiskDecisionType.ACCOUNT_TAKEOVER;
      return new Decision(
          finding(found, assessment, breached, reasons),
          Demand.NONE,
          Verdict.Outcome.GOES_ON,
          told);
    }
    boolean blocks = told(action) == Told.BLOCK;
    return new Decision(
        finding(
            blocks ? RiskDecisionType.BLOCK : RiskDecisionType.ACCOUNT_TAKEOVER,
            assessment,
            breached,
            reasons),
        demand(action),
        blocks ? Verdict.Outcome.BLOCKED : Verdict.Outcome.GOES_ON,
        told);
  }

  private static AuthEvent.Finding finding(
      RiskDecisionType decision, Assessment assessment, boolean breached, List<Reason> reasons) {
    return new AuthEvent.Finding(decision, assessment.level(), breached, reasons);
  }

  private static Demand demand(RiskPolicy.Action action) {
    return switch (action.action()) {
      case MFA_IF_CONFIGURED -> Demand.MFA_IF_CONFIGURED;
      case MFA_REQUIRED -> Demand.MFA_REQUIRED;
      case BLOCK, NO_ACTION, UNKNOWN_TO_SDK_VERSION -> Demand.NONE;
    };
  }

  private static Told told(RiskPolicy.Action action) {
    return switch (action.action()) {
      case BLOCK -> Told.BLOCK;
      case MFA_IF_CONFIGURED, MFA_REQUIRED -> Told.MFA;
      case NO_ACTION, UNKNOWN_TO_SDK_VERSION -> Told.NO_ACTION;
    };
  }
}
