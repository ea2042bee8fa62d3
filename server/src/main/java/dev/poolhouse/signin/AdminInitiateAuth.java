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
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;

/// Begins a sign-in, or refreshes tokens on behalf of a user, signed.
///
/// Source: AdminInitiateAuth page of the API reference; sign-in reference §1.
public final class AdminInitiateAuth
    implements Operation<AdminInitiateAuthRequest, AdminInitiateAuthResponse> {
  private final Pools pools;
  private final Clients clients;
  private final Flows flows;

  public AdminInitiateAuth(Pools pools, Clients clients, Flows flows) {
    this.pools = pools;
    this.clients = clients;
    this.flows = flows;
  }

  @Override
  public AdminInitiateAuthResponse run(Caller caller, AdminInitiateAuthRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    Client client = clients.require(pool, request.clientId());
    Opening opening =
        new Opening(
            new Occasion(
                pool, caller, "AdminInitiateAuth", client.id().value(), request.clientMetadata()),
            client,
            request.authFlow(),
            Optional.ofNullable(request.session()),
            request.authParameters(),
            true,
            Analytics.endpoint(request.analyticsMetadata()),
            ThreatProtection.context(caller, pool, request.contextData()));
    return switch (flows.begin(opening)) {
      case Outcome.SignedIn signedIn ->
          AdminInitiateAuthResponse.builder()
              .authenticationResult(TokenReply.of(signedIn.tokens(), signedIn.device()))
              .challengeParameters(Map.of())
              .build();
      case Outcome.Challenged challenged -> challenged(challenged);
    };
  }

  private static AdminInitiateAuthResponse challenged(Outcome.Challenged challenged) {
    AdminInitiateAuthResponse.Builder reply =
        AdminInitiateAuthResponse.builder()
            .challengeName(challenged.name())
            .challengeParameters(challenged.parameters())
            .session(challenged.session().orElse(null));
    if (!challenged.available().isEmpty()) {
      reply.availableChallengesWithStrings(challenged.available());
    }
    return reply.build();
  }
}
