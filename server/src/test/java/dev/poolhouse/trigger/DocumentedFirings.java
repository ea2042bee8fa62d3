package dev.poolhouse.trigger;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Which operation fires which trigger source, as the reference has it (triggers reference §3.1).
/// Knows nothing of the server's code. Notices of risks, which the reference lists without an
/// operation, are counted for those that take a password at once. Hosted pages and federation are
/// no operations of the API.
final class DocumentedFirings {
  private DocumentedFirings() {}

  /// A cell of the table.
  ///
  /// @param operation the operation
  /// @param source `triggerSource`
  record Firing(String operation, String source) {
    /// The trigger as `LambdaConfig` names it.
    String trigger() {
      String prefix = source.substring(0, source.indexOf('_'));
      return prefix.equals("TokenGeneration") ? "PreTokenGeneration" : prefix;
    }
  }

  /// Ways of a message, each with the part of the source before the underscore.
  private static final List<String> WAYS =
      List.of("CustomMessage", "CustomEmailSender", "CustomSMSSender");

  private static final String[] CUSTOM = {
    "DefineAuthChallenge_Authentication", "CreateAuthChallenge_Authentication"
  };

  private static final String[] DONE = {
    "PostAuthentication_Authentication", "TokenGeneration_Authentication"
  };

  /// Every cell, apart from the triggers that send messages.
  static List<Firing> all() {
    return Stream.of(accounts(), beginnings(), answers(), messages())
        .flatMap(firings -> firings)
        .toList();
  }

  private static Stream<Firing> accounts() {
    return Stream.of(
            fires("SignUp", "PreSignUp_SignUp", "PostConfirmation_ConfirmSignUp"),
            fires("ConfirmSignUp", "PostConfirmation_ConfirmSignUp"),
            fires("AdminConfirmSignUp", "PostConfirmation_ConfirmSignUp"),
            fires("AdminCreateUser", "PreSignUp_AdminCreateUser"),
            fires("ForgotPassword", "UserMigration_ForgotPassword"),
            fires("ConfirmForgotPassword", "PostConfirmation_ConfirmForgotPassword"),
            fires("GetTokensFromRefreshToken", "TokenGeneration_RefreshTokens"))
        .flatMap(firings -> firings);
  }

  private static Stream<Firing> beginnings() {
    return Stream.of("InitiateAuth", "AdminInitiateAuth")
        .flatMap(
            operation ->
                Stream.of(
                        fires(operation, "UserMigration_Authentication"),
                        fires(operation, "PreAuthentication_Authentication"),
                        fires(operation, CUSTOM),
                        fires(operation, DONE),
                        fires(operation, "TokenGeneration_RefreshTokens"),
                        fires(operation, "CustomEmailSender_AccountTakeOverNotification"))
                    .flatMap(firings -> firings));
  }

  private static Stream<Firing> answers() {
    return Stream.of("RespondToAuthChallenge", "AdminRespondToAuthChallenge")
        .flatMap(
            operation ->
                Stream.of(
                        fires(operation, "VerifyAuthChallengeResponse_Authentication"),
                        fires(operation, CUSTOM),
                        fires(operation, DONE),
                        fires(operation, "TokenGeneration_NewPasswordChallenge"),
                        fires(operation, "TokenGeneration_AuthenticateDevice"))
                    .flatMap(firings -> firings));
  }

  private static Stream<Firing> messages() {
    return Stream.of(
            message("SignUp", "SignUp"),
            message("ResendConfirmationCode", "ResendCode"),
            message("AdminCreateUser", "AdminCreateUser"),
            message("InitiateAuth", "Authentication"),
            message("AdminInitiateAuth", "Authentication"),
            message("RespondToAuthChallenge", "Authentication"),
            message("AdminRespondToAuthChallenge", "Authentication"),
            message("ForgotPassword", "ForgotPassword"),
            message("AdminResetUserPassword", "ForgotPassword"),
            message("UpdateUserAttributes", "UpdateUserAttribute"),
            message("AdminUpdateUserAttributes", "UpdateUserAttribute"),
            message("GetUserAttributeVerificationCode", "VerifyUserAttribute"))
        .flatMap(firings -> firings);
  }

  private static Stream<Firing> message(String operation, String occasion) {
    return WAYS.stream().map(way -> new Firing(operation, way + "_" + occasion));
  }

  private static Stream<Firing> fires(String operation, String... sources) {
    return Arrays.stream(sources).map(source -> new Firing(operation, source));
  }
}
