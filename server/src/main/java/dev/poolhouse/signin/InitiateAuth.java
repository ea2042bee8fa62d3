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
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;

/// Begins a sign-in, or refreshes tokens, without AWS credentials.
///
/// Source: InitiateAuth page of the API reference; sign-in reference §1.
public final class InitiateAuth implements Operation<InitiateAuthRequest, InitiateAuthResponse> {
  private final Pools pools;
  private final Clients clients;
  private final Flows flows;

  public InitiateAuth(Pools pools, Clients clients, Flows flows) {
    this.pools = pools;
    this.clients = clients;
    this.flows = flows;
  }

  @Override
  public InitiateAuthResponse run(Caller caller, InitiateAuthRequest request) {
    Client client = clients.require(request.clientId());
    Pool pool = pools.of(client.poolId());
    Opening opening =
        new Opening(
            new Occasion(
                pool, caller, "InitiateAuth", client.id().value(), request.clientMetadata()),
            client,
            request.authFlow(),
            Optional.ofNullable(request.session()),
            request.authParameters(),
            false,
            Analytics.endpoint(request.analyticsMetadata()),
            ThreatProtection.context(caller, pool, client, request.userContextData()));
    return switch (flows.begin(opening)) {
      case Outcome.SignedIn signedIn ->
          InitiateAuthResponse.builder()
              .authenticationResult(TokenReply.of(signedIn.tokens(), signedIn.device()))
              .challengeParameters(Map.of())
              .build();
      case Outcome.Challenged challenged -> challenged(challenged);
    };
  }

  private static InitiateAuthResponse challenged(Outcome.Challenged challenged) {
    InitiateAuthResponse.Builder reply =
        InitiateAuthResponse.builder()
            .challengeName(challenged.name())
            .challengeParameters(challenged.parameters())
            .session(challenged.session().orElse(null));
    if (!challenged.available().isEmpty()) {
      reply.availableChallengesWithStrings(challenged.available());
    }
    return reply.build();
  }
}
