package dev.poolhouse.risk;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeName;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventResponseType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.FeedbackValueType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskDecisionType;

/// A sign-in, or another event of a user, with what was found out about it.
///
/// Source: sign-in reference §9; API reference of `AuthEventType`.
///
/// @param userId whose event it is
/// @param id a UUID; of a sign-in, the `event_id` of its tokens
/// @param type what happened
/// @param at when
/// @param clientId through which app client
/// @param response how it went so far
/// @param finding its risk
/// @param steps what the user was asked to prove, and how that went
/// @param origin where it came from
/// @param feedback what somebody said about it later
public record AuthEvent(
    UserId userId,
    String id,
    EventType type,
    Instant at,
    ClientId clientId,
    EventResponseType response,
    Finding finding,
    List<Step> steps,
    Origin origin,
    Optional<Feedback> feedback) {

  public AuthEvent {
    steps = List.copyOf(steps);
  }

  /// The same event with another response.
  AuthEvent with(EventResponseType changed) {
    return new AuthEvent(userId, id, type, at, clientId, changed, finding, steps, origin, feedback);
  }

  /// The same event with other steps.
  AuthEvent with(List<Step> changed) {
    return new AuthEvent(
        userId, id, type, at, clientId, response, finding, changed, origin, feedback);
  }

  /// The same event, failed because of its risk.
  AuthEvent blocked() {
    return new AuthEvent(
        userId,
        id,
        type,
        at,
        clientId,
        EventResponseType.FAIL,
        new Finding(
            RiskDecisionType.BLOCK, finding.level(), finding.compromised(), finding.reasons()),
        steps,
        origin,
        feedback);
  }

  /// The risk of an event.
  ///
  /// @param decision what came of it
  /// @param level how great it is
  /// @param compromised whether the password is known to others
  /// @param reasons why; the API's event has no place for them
  public record Finding(
      RiskDecisionType decision, RiskLevel level, boolean compromised, List<Reason> reasons) {
    /// Nothing was found.
    static final Finding NOTHING =
        new Finding(RiskDecisionType.NO_RISK, RiskLevel.NONE, false, List.of());

    public Finding {
      reasons = List.copyOf(reasons);
    }
  }

  /// A proof that the user was asked for.
  public record Step(ChallengeName name, ChallengeResponse response) {
    /// The password, or what stands in its place, was right.
    public static final Step PROVEN = new Step(ChallengeName.PASSWORD, ChallengeResponse.SUCCESS);

    /// It was wrong.
    public static final Step REFUSED = new Step(ChallengeName.PASSWORD, ChallengeResponse.FAILURE);

    /// The second factor was proven.
    public static final Step MFA_PROVEN = new Step(ChallengeName.MFA, ChallengeResponse.SUCCESS);

    /// It was not.
    public static final Step MFA_REFUSED = new Step(ChallengeName.MFA, ChallengeResponse.FAILURE);
  }

  /// Where an event came from.
  ///
  /// @param address the device's address
  /// @param network the network that the address lies in; empty text when not known
  /// @param device stands for the device; empty text when not known
  /// @param deviceName its name
  /// @param timeZone its time zone
  /// @param place where the address is
  public record Origin(
      String address,
      String network,
      String device,
      Optional<String> deviceName,
      Optional<String> timeZone,
      Optional<Place> place) {

    static Origin of(ClientContext context, Optional<Place> place) {
      return new Origin(
          context.address(),
          context.network(),
          context.device().orElse(""),
          context.deviceName(),
          context.timeZone(),
          place);
    }
  }

  /// What somebody said about an event.
  ///
  /// @param value whether it was the user
  /// @param provider who said so: `Admin` or `User`
  /// @param at when
  public record Feedback(FeedbackValueType value, String provider, Instant at) {}
}
