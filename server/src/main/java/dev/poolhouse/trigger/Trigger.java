package dev.poolhouse.trigger;

import java.util.Map;

/// One firing of a trigger: what the function is asked, and how its answer is understood.
///
/// @param <A> what the answer means
public sealed interface Trigger<A>
    permits PreSignUp,
        PostConfirmation,
        PreAuthentication,
        PostAuthentication,
        DefineAuthChallenge,
        CreateAuthChallenge,
        VerifyAuthChallengeResponse,
        PreTokenGeneration,
        UserMigration,
        CustomMessage,
        CustomSender,
        InboundFederation {

  /// The kind.
  TriggerKind kind();

  /// What follows the underscore in `triggerSource`, such as `SignUp`.
  String source();

  /// `userName` of the event.
  String userName();

  /// `version` of the event.
  default String version() {
    return "1";
  }

  /// `request` of the event, without client metadata.
  Map<String, Object> request();

  /// `response` of the event as the function finds it.
  Map<String, Object> response();

  /// What the function's `response` means.
  ///
  /// @throws IllegalArgumentException if a value has the wrong type
  A read(Answer answer);
}
