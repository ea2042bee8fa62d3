package dev.poolhouse.token;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.ClientRules;
import dev.poolhouse.crypto.Ids;
import dev.poolhouse.group.Group;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.TokenUse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The claims of ID and access tokens, exactly those of the service (tokens reference A2, A3, A6).
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
    groups(claims, subject.groups());
    roles(claims, subject.groups());
    subject.user().attributes().entrySet().stream()
        .filter(attribute -> rules.mayRead(attribute.getKey()))
        .forEach(
            attribute ->
                claims.put(
                    attribute.getKey(), attributeClaim(attribute.getKey(), attribute.getValue())));
    claims.put("iss", issuers.of(subject.pool()));
    claims.put("cognito:username", subject.user().username());
    claims.put("aud", subject.client().id().value());
    common(claims, subject, TokenUse.ID, rules.idTokenValidity(), now);
    return claims;
  }

  /// Claims of the access token; no attributes.
  Map<String, Object> access(TokenSubject subject, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", subject.user().sub());
    subject.family().deviceKey().ifPresent(key -> claims.put("device_key", key));
    groups(claims, subject.groups());
    claims.put("iss", issuers.of(subject.pool()));
    claims.put("client_id", subject.client().id().value());
    claims.put("scope", subject.family().scope());
    common(claims, subject, TokenUse.ACCESS, subject.client().rules().accessTokenValidity(), now);
    claims.put("username", subject.user().username());
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

  private static void groups(Map<String, Object> claims, List<Group> groups) {
    if (!groups.isEmpty()) {
      claims.put("cognito:groups", groups.stream().map(Group::name).toList());
    }
  }

  private static void roles(Map<String, Object> claims, List<Group> groups) {
    List<String> roles =
        groups.stream().map(Group::roleArn).flatMap(Optional::stream).distinct().toList();
    if (roles.isEmpty()) {
      return;
    }
    claims.put("cognito:roles", roles);
    preferredRole(groups).ifPresent(role -> claims.put("cognito:preferred_role", role));
  }

  /// The role of the strongest group; none when groups of equal strength disagree. Groups without a
  /// precedence are equal among themselves (unsure).
  private static Optional<String> preferredRole(List<Group> groups) {
    Optional<Integer> strongest = groups.getFirst().precedence();
    List<String> roles =
        groups.stream()
            .filter(group -> Objects.equals(group.precedence(), strongest))
            .map(Group::roleArn)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    return roles.size() == 1 ? Optional.of(roles.getFirst()) : Optional.empty();
  }

  private static Object attributeClaim(String name, String value) {
    return switch (name) {
      case "email_verified", "phone_number_verified" -> Boolean.valueOf(value);
      case "address" -> Map.of("formatted", value);
      case "updated_at" -> number(value);
      default -> value;
    };
  }

  /// `updated_at` as a number (unsure).
  private static Object number(String value) {
    try {
      return Long.valueOf(value);
    } catch (NumberFormatException notWhole) {
      return value;
    }
  }
}
