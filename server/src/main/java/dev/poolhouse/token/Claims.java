package dev.poolhouse.token;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.ClientRules;
import dev.poolhouse.crypto.Ids;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.TokenUse;
import dev.poolhouse.trigger.PreTokenGeneration.GroupConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The claims of ID and access tokens, exactly those of the service (tokens reference A2, A3), and
/// changed as the pool's function wants it.
final class Claims {
  private final Issuers issuers;
  private final Ids ids;

  Claims(Issuers issuers, Ids ids) {
    this.issuers = issuers;
    this.ids = ids;
  }

  /// Claims of the ID token: identity and the attributes that the client may read.
  Map<String, Object> id(TokenSubject subject, Instant now) {
    ClientRules rules = subject.client().rules();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", subject.user().sub());
    GroupConfiguration groups = groups(subject);
    GroupClaims.groups(claims, groups);
    GroupClaims.roles(claims, groups);
    subject.user().attributes().entrySet().stream()
        .filter(attribute -> rules.mayRead(attribute.getKey()))
        .forEach(
            attribute ->
                claims.put(
                    attribute.getKey(),
                    AttributeClaims.typed(attribute.getKey(), attribute.getValue())));
    claims.put("iss", issuers.of(subject.pool()));
    claims.put("cognito:username", subject.user().username());
    claims.put("aud", subject.client().id().value());
    common(claims, subject, TokenUse.ID, rules.idTokenValidity(), now);
    ClaimRules.apply(claims, subject.changes().id(), TokenUse.ID, subject.client().id());
    return claims;
  }

  /// Claims of the access token; no attributes.
  Map<String, Object> access(TokenSubject subject, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", subject.user().sub());
    subject.family().deviceKey().ifPresent(key -> claims.put("device_key", key));
    GroupClaims.groups(claims, groups(subject));
    claims.put("iss", issuers.of(subject.pool()));
    claims.put("client_id", subject.client().id().value());
    String scope = ClaimRules.scope(subject.family().scope(), subject.changes());
    if (!scope.isEmpty()) {
      claims.put("scope", scope);
    }
    common(claims, subject, TokenUse.ACCESS, subject.client().rules().accessTokenValidity(), now);
    claims.put("username", subject.user().username());
    ClaimRules.apply(claims, subject.changes().access(), TokenUse.ACCESS, subject.client().id());
    return claims;
  }

  /// Claims of the access token that a program gets for itself: its `sub` is the app client, and
  /// nothing ties it to other tokens (tokens reference A3, client_credentials).
  Map<String, Object> machine(Pool pool, Client client, List<String> scopes, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", client.id().value());
    claims.put("token_use", TokenUse.ACCESS.claim());
    claims.put("scope", String.join(" ", scopes));
    claims.put("auth_time", now.getEpochSecond());
    claims.put("iss", issuers.of(pool));
    claims.put("exp", now.plus(client.rules().accessTokenValidity()).getEpochSecond());
    claims.put("iat", now.getEpochSecond());
    claims.put("version", 2);
    claims.put("jti", ids.uuid());
    claims.put("client_id", client.id().value());
    return claims;
  }

  /// What the function said the groups are, or else what they are.
  private static GroupConfiguration groups(TokenSubject subject) {
    return subject.changes().groups().orElseGet(() -> GroupClaims.of(subject.groups()));
  }

  private void common(
      Map<String, Object> claims,
      TokenSubject subject,
      TokenUse use,
      Duration validity,
      Instant now) {
    RefreshFamily family = subject.family();
    ClientRules rules = subject.client().rules();
    boolean traceable = rules.revocable() || rules.rotates();
    if (traceable) {
      claims.put("origin_jti", family.id());
    }
    claims.put("event_id", family.eventId());
    family
        .authentication()
        .acr()
        .ifPresent(
            level -> {
              claims.put("acr", level);
              claims.put("amr", family.authentication().amr());
            });
    claims.put("token_use", use.claim());
    claims.put("auth_time", family.authTime().getEpochSecond());
    claims.put("exp", now.plus(validity).getEpochSecond());
    claims.put("iat", now.getEpochSecond());
    if (traceable || use == TokenUse.ACCESS) {
      claims.put("jti", ids.uuid());
    }
  }
}
