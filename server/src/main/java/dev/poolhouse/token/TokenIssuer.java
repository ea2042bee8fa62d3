package dev.poolhouse.token;

import dev.poolhouse.client.Client;
import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Jwt;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.SigningKeys;
import dev.poolhouse.pool.TokenUse;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.trigger.TriggerKind;
import dev.poolhouse.trigger.Triggers;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes tokens. Signs two of them for each sign-in and refresh, which is the dearest part of both;
/// so it is called after the transaction that allows it has committed. May be shared.
public final class TokenIssuer {
  /// Scope of access tokens that come from the API and not from the OAuth endpoints.
  public static final String API_SCOPE = "aws.cognito.signin.user.admin";

  private final SigningKeys keys;
  private final Claims claims;
  private final RefreshTokens refreshTokens;
  private final Triggers triggers;
  private final Ids ids;
  private final InstantSource clock;

  /// @param triggers ask the pool's function what to change
  public TokenIssuer(
      SigningKeys keys,
      Issuers issuers,
      RefreshTokens refreshTokens,
      Triggers triggers,
      Ids ids,
      InstantSource clock) {
    this.keys = keys;
    this.claims = new Claims(issuers, ids);
    this.refreshTokens = refreshTokens;
    this.triggers = triggers;
    this.ids = ids;
    this.clock = clock;
  }

  /// Fresh tokens.
  ///
  /// @param accessToken signed with the pool's access key
  /// @param idToken signed with the pool's ID key
  /// @param refreshToken sealed; empty where a refresh gives no new one
  /// @param expiresIn lifetime of the access token, in seconds
  public record Tokens(
      Secret accessToken, Secret idToken, Optional<Secret> refreshToken, int expiresIn) {}

  /// A new family for a sign-in through the API, to be stored before [#issue] is called.
  ///
  /// @param deviceKey the device it belongs to, which every refresh must name
  public RefreshFamily begin(
      Client client, UserId userId, Optional<String> deviceKey, Authentication authentication) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new RefreshFamily(
        userId,
        ids.uuid(),
        client.id(),
        now,
        ids.uuid(),
        API_SCOPE,
        1,
        Instant.EPOCH,
        deviceKey,
        authentication,
        now,
        now.plus(client.rules().refreshTokenValidity()),
        Optional.empty());
  }

  /// The subject with what the pool's function wants changed about its tokens; as it is where the
  /// pool has no such function. Called before the transaction that allows the tokens, so that a
  /// refusal by the function spends nothing.
  ///
  /// Throws what [Triggers#fire] throws.
  public TokenSubject customized(Occasion occasion, TokenSource source, TokenSubject subject) {
    if (!Triggers.configured(occasion, TriggerKind.PRE_TOKEN_GENERATION)) {
      return subject;
    }
    return triggers
        .fire(occasion, TokenEvents.of(source, subject))
        .map(subject::with)
        .orElse(subject);
  }

  /// Access and ID token, with the refresh token of the family's current generation.
  public Tokens issue(TokenSubject subject) {
    return sign(subject, Optional.of(refreshTokens.token(subject.pool(), subject.family())));
  }

  /// Access and ID token alone.
  public Tokens reissue(TokenSubject subject) {
    return sign(subject, Optional.empty());
  }

  /// An access token for the app client itself, without a user or a refresh token.
  ///
  /// @param scopes what it grants
  Secret issueToClient(Pool pool, Client client, List<String> scopes) {
    return Secret.of(
        sign(pool, TokenUse.ACCESS, claims.machine(pool, client, scopes, clock.instant())));
  }

  private Tokens sign(TokenSubject subject, Optional<Secret> refreshToken) {
    Instant now = clock.instant();
    String id = sign(subject.pool(), TokenUse.ID, claims.id(subject, now));
    String access = sign(subject.pool(), TokenUse.ACCESS, claims.access(subject, now));
    return new Tokens(
        Secret.of(access),
        Secret.of(id),
        refreshToken,
        (int) subject.client().rules().accessTokenValidity().toSeconds());
  }

  private String sign(Pool pool, TokenUse use, Map<String, Object> claims) {
    return Jwt.sign(keys.signer(pool, use), ClaimsJson.write(claims));
  }
}
