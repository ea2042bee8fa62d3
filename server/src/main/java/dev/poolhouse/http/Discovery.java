package dev.poolhouse.http;

import dev.poolhouse.crypto.RsaKeys;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.pool.SigningKeys;
import dev.poolhouse.token.Issuers;
import dev.poolhouse.wire.Json;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What token verifiers read: `/<pool id>/.well-known/jwks.json` and `openid-configuration`. May be
/// shared.
///
/// Source: tokens reference A1, B1 (recorded shape of a pool without a domain).
/// `code_challenge_methods_supported` is missing in the service; strict clients need it.
public final class Discovery implements HttpService {
  private static final String CACHE = "public, max-age=300";

  private final Pools pools;
  private final SigningKeys keys;
  private final Issuers issuers;

  public Discovery(Pools pools, SigningKeys keys, Issuers issuers) {
    this.pools = pools;
    this.keys = keys;
    this.issuers = issuers;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get(
            "/{poolId}/.well-known/jwks.json",
            (request, response) -> answer(request, response, this::jwks))
        .get(
            "/{poolId}/.well-known/openid-configuration",
            (request, response) -> answer(request, response, this::configuration))
        .options("/{poolId}/.well-known/{document}", Cors::preflight);
  }

  private void answer(
      ServerRequest request,
      ServerResponse response,
      Function<Pool, Map<String, Object>> document) {
    Optional<Pool> pool =
        PoolId.parse(request.path().pathParameters().get("poolId")).flatMap(pools::find);
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    if (pool.isEmpty()) {
      response
          .status(Status.NOT_FOUND_404) // status and body (unsure)
          .send(Json.write(Map.of("message", "User pool does not exist.")));
      return;
    }
    response.header(HeaderNames.CACHE_CONTROL, CACHE).send(Json.write(document.apply(pool.get())));
  }

  private Map<String, Object> jwks(Pool pool) {
    return Map.of(
        "keys",
        keys.published(pool).stream().map(key -> RsaKeys.jwk(key.kid(), key.key())).toList());
  }

  private Map<String, Object> configuration(Pool pool) {
    String issuer = issuers.of(pool);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("authorization_endpoint", issuer + "/authorize");
    document.put("code_challenge_methods_supported", List.of("S256"));
    document.put("id_token_signing_alg_values_supported", List.of("RS256"));
    document.put("issuer", issuer);
    document.put("jwks_uri", issuer + "/.well-known/jwks.json");
    document.put("response_types_supported", List.of("code", "token"));
    document.put("scopes_supported", List.of("openid", "email", "phone", "profile"));
    document.put("subject_types_supported", List.of("public"));
    document.put("token_endpoint", issuer + "/token");
    document.put(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_basic", "client_secret_post"));
    document.put("userinfo_endpoint", issuer + "/userInfo");
    return document;
  }
}
