package dev.poolhouse.token;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.ClientId;
import dev.poolhouse.client.Clients;
import dev.poolhouse.crypto.Jwt;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.pool.SigningKeys;
import dev.poolhouse.pool.TokenUse;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.Limits;
import dev.poolhouse.user.StateErrors;
import dev.poolhouse.user.Subjects;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.user.UserStore;
import dev.poolhouse.wire.ApiException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Who an access token speaks for, and whether it still may (sign-in reference §6.2, self-service
/// token errors). May be shared.
public final class AccessTokens {
  private static final String INVALID = "Invalid Access Token";

  private final SigningKeys keys;
  private final Issuers issuers;
  private final Pools pools;
  private final Clients clients;
  private final Reading reading;
  private final Subjects subjects;
  private final InstantSource clock;

  /// What is read and counted for each check.
  public record Reading(
      Transactions transactions, UserStore users, FamilyStore families, Limits limits) {}

  public AccessTokens(
      SigningKeys keys,
      Issuers issuers,
      Pools pools,
      Clients clients,
      Reading reading,
      InstantSource clock) {
    this.keys = keys;
    this.issuers = issuers;
    this.pools = pools;
    this.clients = clients;
    this.reading = reading;
    this.subjects = new Subjects(reading.transactions(), reading.users());
    this.clock = clock;
  }

  /// What a good access token grants.
  ///
  /// @param pool the pool
  /// @param client the app client it was issued to
  /// @param user the user as of now
  /// @param familyId the sign-in, `origin_jti`; empty where the client does not trace tokens
  /// @param deviceKey the device the sign-in belongs to, if any
  /// @param authTime when the user proved who they are
  /// @param authentication how the user proved who they are
  public record Grant(
      Pool pool,
      Client client,
      User user,
      Optional<String> familyId,
      Optional<String> deviceKey,
      Instant authTime,
      Authentication authentication) {}

  /// The grant of `token` for a self-service operation.
  ///
  /// Throws `NotAuthorizedException` (`Invalid Access Token`, `Access Token has expired`, `Access
  /// Token has been revoked`, `Access Token does not have required scopes`, `User is disabled.`),
  /// `UserNotFoundException` for a deleted user, and `UserNotConfirmedException` or
  /// `PasswordResetRequiredException` for one whose account waits for that.
  public Grant require(String token) {
    SigningKeys.Checking key =
        Jwt.kid(token).flatMap(keys::find).orElseThrow(AccessTokens::invalid);
    Map<String, Object> claims =
        Jwt.verify(token, key.verifier())
            .flatMap(ClaimsJson::read)
            .orElseThrow(AccessTokens::invalid);
    Pool pool = pool(key, claims);
    Client client =
        clients
            .find(new ClientId(text(claims, "client_id")))
            .filter(known -> known.poolKey().equals(pool.key()))
            .orElseThrow(() -> ApiException.notAuthorized("Access Token has been revoked"));
    Instant expires = Instant.ofEpochSecond(number(claims, "exp"));
    if (!clock.instant().isBefore(expires)) {
      throw ApiException.notAuthorized("Access Token has expired");
    }
    String scope = claims.containsKey("scope") ? text(claims, "scope") : ""; // none without scopes
    List<String> scopes = Arrays.asList(scope.split(" ", -1));
    if (!scopes.contains(TokenIssuer.API_SCOPE)) {
      throw ApiException.notAuthorized("Access Token does not have required scopes");
    }
    return grant(pool, client, claims);
  }

  private Pool pool(SigningKeys.Checking key, Map<String, Object> claims) {
    Pool pool = pools.find(key.poolId()).orElseThrow(AccessTokens::invalid);
    boolean meant =
        key.use() == TokenUse.ACCESS
            && TokenUse.ACCESS.claim().equals(claims.get("token_use"))
            && issuers.of(pool).equals(claims.get("iss"));
    if (!meant) {
      throw invalid();
    }
    return pool;
  }

  private Grant grant(Pool pool, Client client, Map<String, Object> claims) {
    Optional<String> familyId = Optional.ofNullable(claims.get("origin_jti")).map(String::valueOf);
    Optional<String> deviceKey = Optional.ofNullable(claims.get("device_key")).map(String::valueOf);
    String sub = text(claims, "sub");
    Instant authTime = Instant.ofEpochSecond(number(claims, "auth_time"));
    Instant issuedAt = Instant.ofEpochSecond(number(claims, "iat"));
    FamilyStore.Bearer owner = owner(pool, sub, familyId, issuedAt);
    reading
        .limits()
        .request("token " + owner.user().id().value()); // attempts of strangers count apart
    return new Grant(
        pool,
        client,
        owner.user(),
        familyId,
        deviceKey,
        owner.signIn().map(FamilyStore.SignIn::authTime).orElse(authTime), // tokens: whole seconds
        owner
            .signIn()
            .map(FamilyStore.SignIn::authentication)
            .orElseGet(() -> authentication(claims)));
  }

  /// What the token itself tells, where no sign-in is kept for it.
  private static Authentication authentication(Map<String, Object> claims) {
    List<String> amr =
        claims.get("amr") instanceof List<?> methods
            ? methods.stream().map(String::valueOf).toList()
            : List.of();
    return new Authentication(amr, Optional.ofNullable(claims.get("acr")).map(String::valueOf));
  }

  /// Whose a token is, with the sign-in if it is alive.
  private FamilyStore.Bearer owner(
      Pool pool, String sub, Optional<String> familyId, Instant issuedAt) {
    FamilyStore.Bearer found =
        subjects
            .read(pool.key(), sub, id -> bearer(id, familyId.orElse("")))
            .orElseThrow(UserNames::missing);
    User user = found.user();
    Optional<FamilyStore.SignIn> alive =
        found
            .signIn()
            .filter(signIn -> signIn.revokedAt().isEmpty())
            .filter(signIn -> signIn.createdAt().isAfter(user.signedOutAt()));
    boolean valid = familyId.isPresent() ? alive.isPresent() : issuedAt.isAfter(user.signedOutAt());
    if (!valid) {
      throw ApiException.notAuthorized("Access Token has been revoked");
    }
    checkState(user);
    return new FamilyStore.Bearer(user, alive);
  }

  private Optional<FamilyStore.Bearer> bearer(UserId id, String familyId) {
    return reading
        .transactions()
        .readOnce("access-token", tx -> reading.families().findBearer(tx, id, familyId));
  }

  /// Every operation with an access token documents these errors; tokens of disabled users are
  /// revoked as a rule, the check here holds whatever was revoked.
  private static void checkState(User user) {
    if (!user.enabled()) {
      throw StateErrors.disabled();
    }
    if (user.status() == UserStatusType.UNCONFIRMED) {
      throw StateErrors.unconfirmed();
    }
    if (user.status() == UserStatusType.RESET_REQUIRED) {
      throw StateErrors.resetRequired();
    }
  }

  private static String text(Map<String, Object> claims, String name) {
    if (claims.get(name) instanceof String text) {
      return text;
    }
    throw invalid();
  }

  private static long number(Map<String, Object> claims, String name) {
    if (claims.get(name) instanceof Number number) {
      return number.longValue();
    }
    throw invalid();
  }

  /// The refusal of what is no good access token of this server.
  public static ApiException invalid() {
    return ApiException.notAuthorized(INVALID);
  }
}
