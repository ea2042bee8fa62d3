package dev.poolhouse.signin;

import dev.poolhouse.passkey.PasskeyFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SoftwareAuthenticator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/// What an app does that signs its users in with passkeys.
record PasskeyPlayer(TestServer server, PasskeyFixture pool) {

  /// Begins, with the passkey as preferred factor.
  InitiateAuthResponse begin(String username) {
    return begin(username, Map.of("PREFERRED_CHALLENGE", "WEB_AUTHN"));
  }

  /// Begins with parameters besides the username.
  InitiateAuthResponse begin(String username, Map<String, String> more) {
    Map<String, String> parameters = new HashMap<>(more);
    parameters.put("USERNAME", username);
    return server
        .sdk()
        .initiateAuth(
            auth ->
                auth.clientId(pool.clientId())
                    .authFlow(AuthFlowType.USER_AUTH)
                    .authParameters(parameters));
  }

  /// What the authenticator answers to the challenge.
  static String sign(SoftwareAuthenticator authenticator, InitiateAuthResponse asked) {
    return authenticator.get(
        Objects.requireNonNull(asked.challengeParameters().get("CREDENTIAL_REQUEST_OPTIONS")));
  }

  /// Answers `WEB_AUTHN`.
  RespondToAuthChallengeResponse answer(String username, String session, String credential) {
    return answer(pool.clientId(), session, Map.of("USERNAME", username, "CREDENTIAL", credential));
  }

  /// Answers `WEB_AUTHN` through that client with those responses.
  RespondToAuthChallengeResponse answer(
      String clientId, String session, Map<String, String> responses) {
    return server
        .sdk()
        .respondToAuthChallenge(
            respond ->
                respond
                    .clientId(clientId)
                    .challengeName(ChallengeNameType.WEB_AUTHN)
                    .session(session)
                    .challengeResponses(responses));
  }

  /// The refusal of an answer.
  Refusal refusal(String username, String session, String credential) {
    return Refusal.of(() -> answer(username, session, credential));
  }

  /// Whether an answer is taken.
  boolean signsIn(String username, String session, String credential) {
    try {
      return answer(username, session, credential).authenticationResult() != null;
    } catch (AwsServiceException refused) {
      return false;
    }
  }

  /// Signs in from beginning to end.
  RespondToAuthChallengeResponse signIn(String username, SoftwareAuthenticator authenticator) {
    InitiateAuthResponse asked = begin(username);
    return answer(username, asked.session(), sign(authenticator, asked));
  }
}
