package dev.poolhouse.risk;

import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthEventType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeResponseType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventContextDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventFeedbackType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventRiskType;

/// An event as answers show it. Without a risk there is no level.
///
/// Source: sign-in reference §9; example in the developer guide, "Viewing user event history".
final class AuthEventView {
  private AuthEventView() {}

  static AuthEventType of(AuthEvent event) {
    return AuthEventType.builder()
        .eventId(event.id())
        .eventType(event.type())
        .creationDate(event.at())
        .eventResponse(event.response())
        .eventRisk(risk(event.finding()))
        .challengeResponses(event.steps().stream().map(AuthEventView::step).toList())
        .eventContextData(context(event.origin()))
        .eventFeedback(event.feedback().map(AuthEventView::feedback).orElse(null))
        .build();
  }

  private static EventRiskType risk(AuthEvent.Finding finding) {
    return EventRiskType.builder()
        .riskDecision(finding.decision())
        .riskLevel(finding.level().shown().orElse(null))
        .compromisedCredentialsDetected(finding.compromised())
        .build();
  }

  private static ChallengeResponseType step(AuthEvent.Step step) {
    return ChallengeResponseType.builder()
        .challengeName(step.name())
        .challengeResponse(step.response())
        .build();
  }

  private static EventContextDataType context(AuthEvent.Origin origin) {
    return EventContextDataType.builder()
        .ipAddress(origin.address())
        .deviceName(origin.deviceName().orElse(null))
        .timezone(origin.timeZone().orElse(null))
        .city(origin.place().flatMap(Place::city).orElse(null))
        .country(origin.place().flatMap(Place::country).orElse(null))
        .build();
  }

  private static EventFeedbackType feedback(AuthEvent.Feedback feedback) {
    return EventFeedbackType.builder()
        .feedbackValue(feedback.value())
        .provider(feedback.provider())
        .feedbackDate(feedback.at())
        .build();
  }
}
