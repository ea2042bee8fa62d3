package dev.poolhouse.signin;

import dev.poolhouse.token.TokenIssuer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NewDeviceMetadataType;

/// How one call of a sign-in ends, unless it is refused with an [dev.poolhouse.wire.ApiException].
public sealed interface Outcome {

  /// The user is signed in.
  ///
  /// @param tokens what they get
  /// @param device a device to confirm, where the pool tracks devices and the client named none
  record SignedIn(TokenIssuer.Tokens tokens, Optional<NewDeviceMetadataType> device)
      implements Outcome {}

  /// Something more is asked.
  ///
  /// @param name what is asked
  /// @param available `AvailableChallenges`, where there is a choice
  /// @param parameters what the client needs to answer
  /// @param session the sealed state; empty where the answer carries a `SECRET_BLOCK` instead
  record Challenged(
      ChallengeNameType name,
      List<String> available,
      Map<String, String> parameters,
      Optional<String> session)
      implements Outcome {
    public Challenged {
      available = List.copyOf(available);
      parameters = Map.copyOf(parameters);
    }

    /// A challenge without a choice.
    static Challenged of(ChallengeNameType name, Map<String, String> parameters, String session) {
      return new Challenged(name, List.of(), parameters, Optional.of(session));
    }
  }
}
