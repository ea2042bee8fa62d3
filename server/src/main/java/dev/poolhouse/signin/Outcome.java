package dev.poolhouse.signin;

import dev.poolhouse.token.TokenIssuer;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;

/// How one call of a sign-in ends, unless it is refused with an [dev.poolhouse.wire.ApiException].
public sealed interface Outcome {

  /// The user is signed in.
  ///
  /// @param tokens what they get
  record SignedIn(TokenIssuer.Tokens tokens) implements Outcome {}

  /// Something more is asked.
  ///
  /// @param name what is asked
  /// @param parameters what the client needs to answer
  /// @param session the sealed state; empty where the answer carries a `SECRET_BLOCK` instead
  record Challenged(
      ChallengeNameType name, Map<String, String> parameters, Optional<String> session)
      implements Outcome {
    public Challenged {
      parameters = Map.copyOf(parameters);
    }
  }
}
