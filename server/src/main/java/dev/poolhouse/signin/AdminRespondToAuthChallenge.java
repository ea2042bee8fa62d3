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
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeResponse;

/// Answers a challenge on behalf of a user, signed. A challenge given by the unsigned operation may
/// be answered here (unsure).
///
/// Source: AdminRespondToAuthChallenge page of the API reference; sign-in reference §3.
public final class AdminRespondToAuthChallenge
    implements Operation<AdminRespondToAuthChallengeRequest, AdminRespondToAuthChallengeResponse> {
  private final Pools pools;
  private final Clients clients;
  private final Answers answers;

  public AdminRespondToAuthChallenge(Pools pools, Clients clients, Answers answers) {
    this.pools = pools;
    this.clients = clients;
    this.answers = answers;
  }

  @Override
  public AdminRespondToAuthChallengeResponse run(
      Caller caller, AdminRespondToAuthChallengeRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    Client client = clients.require(pool, request.clientId());
    Answer answer =
        new Answer(
            new Occasion(
                pool,
                caller,
                "AdminRespondToAuthChallenge",
                client.id().value(),
                request.clientMetadata()),
            client,
            request.challengeName(),
            Optional.ofNullable(request.session()),
            request.challengeResponses(),
            Analytics.endpoint(request.analyticsMetadata()),
            ThreatProtection.context(caller, pool, request.contextData()));
    return switch (answers.take(answer)) {
      case Outcome.SignedIn signedIn ->
          AdminRespondToAuthChallengeResponse.builder()
              .authenticationResult(TokenReply.of(signedIn.tokens(), signedIn.device()))
              .challengeParameters(Map.of())
              .build();
      case Outcome.Challenged challenged ->
          AdminRespondToAuthChallengeResponse.builder()
              .challengeName(challenged.name())
              .challengeParameters(challenged.parameters())
              .session(challenged.session().orElse(null))
              .build();
    };
  }
}
