package dev.poolhouse.signin;

import dev.poolhouse.analytics.Analytics;
import dev.poolhouse.client.Client;
import dev.poolhouse.client.Clients;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.risk.ThreatProtection;
import dev.poolhouse.token.TokenReply;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/// Answers a challenge without AWS credentials. A challenge given by the signed operation may be
/// answered here (unsure).
///
/// Source: RespondToAuthChallenge page of the API reference; sign-in reference §3.
public final class RespondToAuthChallenge
    implements Operation<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse> {
  private final Pools pools;
  private final Clients clients;
  private final Answers answers;

  public RespondToAuthChallenge(Pools pools, Clients clients, Answers answers) {
    this.pools = pools;
    this.clients = clients;
    this.answers = answers;
  }

  @Override
  public RespondToAuthChallengeResponse run(Caller caller, RespondToAuthChallengeRequest request) {
    Client client = clients.require(request.clientId());
    Pool pool = pools.of(client.poolId());
    Answer answer =
        new Answer(
            new Occasion(
                pool,
                caller,
                "RespondToAuthChallenge",
                client.id().value(),
                request.clientMetadata()),
            client,
            request.challengeName(),
            Optional.ofNullable(request.session()),
            request.challengeResponses(),
            Analytics.endpoint(request.analyticsMetadata()),
            ThreatProtection.context(caller, pool, client, request.userContextData()));
    return switch (answers.take(answer)) {
      case Outcome.SignedIn signedIn ->
          RespondToAuthChallengeResponse.builder()
              .authenticationResult(TokenReply.of(signedIn.tokens(), signedIn.device()))
              .challengeParameters(Map.of())
              .build();
      case Outcome.Challenged challenged ->
          RespondToAuthChallengeResponse.builder()
              .challengeName(challenged.name())
              .challengeParameters(challenged.parameters())
              .session(challenged.session().orElse(null))
              .build();
    };
  }
}
