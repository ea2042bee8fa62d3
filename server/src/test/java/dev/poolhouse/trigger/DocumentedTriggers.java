package dev.poolhouse.trigger;

import java.util.List;
import java.util.Optional;

/// What the reference says of metadata that clients send for functions (triggers reference §5).
/// Knows nothing of the server's code.
final class DocumentedTriggers {
  private DocumentedTriggers() {}

  /// A line of the reference.
  ///
  /// @param trigger the trigger
  /// @param field member of `request`
  /// @param operations operations whose `ClientMetadata` is found there
  record Line(String trigger, String field, List<String> operations) {}

  private static Line line(String trigger, String field, String... operations) {
    return new Line(trigger, field, List.of(operations));
  }

  /// The reference. That AdminCreateUser tells CustomMessage is (unsure).
  static final List<Line> LINES =
      List.of(
          line(
              "PreSignUp",
              "clientMetadata",
              "SignUp",
              "AdminCreateUser",
              "AdminRespondToAuthChallenge",
              "ForgotPassword"),
          line("PreSignUp", "validationData", "InitiateAuth", "AdminInitiateAuth"),
          line(
              "PostConfirmation",
              "clientMetadata",
              "ConfirmSignUp",
              "AdminConfirmSignUp",
              "ConfirmForgotPassword",
              "SignUp"),
          line("PreAuthentication", "validationData", "InitiateAuth", "AdminInitiateAuth"),
          responses("PostAuthentication"),
          responses("DefineAuthChallenge"),
          responses("CreateAuthChallenge"),
          responses("VerifyAuthChallengeResponse"),
          line(
              "PreTokenGeneration",
              "clientMetadata",
              "RespondToAuthChallenge",
              "AdminRespondToAuthChallenge",
              "GetTokensFromRefreshToken"),
          line("UserMigration", "validationData", "InitiateAuth", "AdminInitiateAuth"),
          line("UserMigration", "clientMetadata", "AdminRespondToAuthChallenge", "ForgotPassword"),
          line(
              "CustomMessage",
              "clientMetadata",
              "SignUp",
              "ResendConfirmationCode",
              "ForgotPassword",
              "AdminResetUserPassword",
              "UpdateUserAttributes",
              "AdminUpdateUserAttributes",
              "GetUserAttributeVerificationCode",
              "AdminRespondToAuthChallenge",
              "AdminCreateUser"),
          sender("CustomEmailSender"),
          sender("CustomSMSSender"));

  private static Line responses(String trigger) {
    return line(trigger, "clientMetadata", "RespondToAuthChallenge", "AdminRespondToAuthChallenge");
  }

  private static Line sender(String trigger) {
    return line(
        trigger,
        "clientMetadata",
        "RespondToAuthChallenge",
        "AdminRespondToAuthChallenge",
        "ForgotPassword",
        "SignUp");
  }

  /// The member of `request` in which the trigger finds the operation's metadata; empty when it
  /// finds it nowhere.
  static Optional<String> field(String trigger, String operation) {
    return LINES.stream()
        .filter(line -> line.trigger().equals(trigger))
        .filter(line -> line.operations().contains(operation))
        .map(Line::field)
        .findFirst();
  }
}
