package dev.poolhouse.token;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.pool.TokenUse;
import dev.poolhouse.trigger.ClaimChanges;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What a function may change about a token. What it may not is passed over in silence (unsure), so
/// nothing that this server goes by can come from a function, scopes apart.
///
/// Source: developer guide, claims and scopes reference of the pre token generation trigger.
final class ClaimRules {
  /// Groups and scopes have members of their own in the answer; the rest is never changed.
  private static final Set<String> FIXED =
      Set.of(
          "acr",
          "amr",
          "at_hash",
          "aud",
          "auth_time",
          "azp",
          "client_id",
          "device_key",
          "event_id",
          "exp",
          "iat",
          "identities",
          "iss",
          "jti",
          "nbf",
          "nonce",
          "origin_jti",
          "scope",
          "sub",
          "token_use",
          "username",
          "version");

  private ClaimRules() {}

  /// Changes `claims` as far as is allowed. Suppressing the groups suppresses the roles too.
  static void apply(
      Map<String, Object> claims, ClaimChanges.Edits edits, TokenUse use, ClientId client) {
    edits
        .set()
        .forEach(
            (name, value) -> {
              if (maySet(name, value, use, client)) {
                claims.put(name, typed(name, value, use));
              }
            });
    for (String name : edits.suppress()) {
      if (maySuppress(name)) {
        claims.remove(name);
      }
      if (name.equals(GroupClaims.GROUPS)) {
        claims.remove(GroupClaims.ROLES);
        claims.remove(GroupClaims.PREFERRED_ROLE);
      }
    }
  }

  /// The scopes of the access token: what was granted and added, without what is suppressed.
  ///
  /// @param granted separated by spaces
  static String scope(String granted, ClaimChanges changes) {
    if (changes.addScopes().isEmpty() && changes.removeScopes().isEmpty()) {
      return granted;
    }
    Set<String> scopes = new LinkedHashSet<>(Arrays.asList(granted.split(" ", -1)));
    scopes.addAll(changes.addScopes());
    changes.removeScopes().forEach(scopes::remove);
    return String.join(" ", scopes);
  }

  private static boolean maySet(String name, Object value, TokenUse use, ClientId client) {
    if (name.equals("aud")) {
      return use == TokenUse.ACCESS && client.value().equals(value);
    }
    return !FIXED.contains(name) && !name.startsWith("cognito:") && !name.startsWith("dev:");
  }

  private static boolean maySuppress(String name) {
    return name.equals(GroupClaims.GROUPS)
        || (!FIXED.contains(name) && !name.startsWith("cognito:"));
  }

  /// In the ID token the attributes that are no texts there stay what they are (unsure).
  private static Object typed(String name, Object value, TokenUse use) {
    return use == TokenUse.ID && value instanceof String text
        ? AttributeClaims.typed(name, text)
        : value;
  }
}
