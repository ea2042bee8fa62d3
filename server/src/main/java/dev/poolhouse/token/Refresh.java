package dev.poolhouse.token;

import dev.poolhouse.client.Client;
import dev.poolhouse.group.Group;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.trigger.TriggerKind;
import dev.poolhouse.trigger.Triggers;
import dev.poolhouse.user.StateErrors;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Refreshing: a refresh token for new tokens, with or without rotation (sign-in reference §7). One
/// place for every door. May be shared.
public final class Refresh {
  private static final String INVALID = "Invalid Refresh Token";

  private final Transactions transactions;
  private final RefreshTokens refreshTokens;
  private final Stores stores;
  private final TokenIssuer issuer;
  private final InstantSource clock;

  /// The stores that a refresh reads.
  public record Stores(FamilyStore families, ConfirmedDevices devices) {}

  public Refresh(
      Transactions transactions,
      RefreshTokens refreshTokens,
      Stores stores,
      TokenIssuer issuer,
      InstantSource clock) {
    this.transactions = transactions;
    this.refreshTokens = refreshTokens;
    this.stores = stores;
    this.issuer = issuer;
    this.clock = clock;
  }

  /// @param deviceStands whether the family's device is still confirmed; true where it has none
  private record Found(RefreshFamily family, User user, List<Group> groups, boolean deviceStands) {}

  /// What a refresh token that came back after its time leads to.
  private sealed interface Rotated {
    record Successor(RefreshFamily family) implements Rotated {}

    record Reused() implements Rotated {}

    record Revoked() implements Rotated {}
  }

  /// Whose refresh token `token` is, so far as this client may know: for checks that need the
  /// username before the refresh itself, such as `SECRET_HASH`. Throws `Invalid Refresh Token` like
  /// [#refresh].
  public User owner(Pool pool, Client client, String token) {
    RefreshTokens.Content content = read(pool, token);
    return find(client, content).user();
  }

  /// New tokens for a refresh token of this client.
  ///
  /// Throws `NotAuthorizedException` (`Invalid Refresh Token`, `Refresh Token has expired`,
  /// `Refresh Token has been revoked`, `User is disabled.`), `RefreshTokenReuseException`, and what
  /// the pool's function ends in; the refresh token can be used again after that.
  ///
  /// @param occasion on whose behalf the function is asked, and in which pool
  /// @param deviceKey the device that asks; must be the family's own where it has one, confirmed
  ///   and not forgotten
  public TokenIssuer.Tokens refresh(
      Occasion occasion, Client client, String token, Optional<String> deviceKey) {
    Pool pool = occasion.pool();
    RefreshTokens.Content content = read(pool, token);
    Found found = find(client, content);
    check(found, deviceKey);
    boolean rotates = client.rules().rotates();
    if (!rotates && content.generation() != found.family().generation()) {
      throw ApiException.notAuthorized(INVALID);
    }
    TokenSubject subject =
        issuer.customized(
            occasion,
            TokenSource.REFRESH_TOKENS,
            new TokenSubject(pool, client, found.user(), found.groups(), found.family()));
    if (Triggers.configured(occasion, TriggerKind.PRE_TOKEN_GENERATION)) {
      // A function takes its time, in which the user may have been signed out or disabled.
      check(find(client, content), deviceKey);
    }
    return rotates ? issuer.issue(subject.with(rotate(client, content))) : issuer.reissue(subject);
  }

  private RefreshTokens.Content read(Pool pool, String token) {
    return refreshTokens
        .read(token)
        .filter(content -> content.poolKey().equals(pool.key()))
        .orElseThrow(() -> ApiException.notAuthorized(INVALID));
  }

  private Found find(Client client, RefreshTokens.Content content) {
    FamilyStore.Owned owned =
        transactions
            .readOnce(
                "refresh",
                tx -> stores.families().findOwned(tx, content.userId(), content.familyId(), client))
            .filter(known -> known.family().clientId().equals(client.id()))
            .filter(FamilyStore.Owned::clientExists)
            .orElseThrow(() -> ApiException.notAuthorized(INVALID));
    User user = owned.user().orElseThrow(UserNames::missing);
    boolean deviceStands = owned.family().deviceKey().map(key -> confirmed(user, key)).orElse(true);
    return new Found(owned.family(), user, owned.groups(), deviceStands);
  }

  private boolean confirmed(User user, String deviceKey) {
    return transactions.readOnce(
        "refresh-device", tx -> stores.devices().confirmed(tx, user.id(), deviceKey));
  }

  private void check(Found found, Optional<String> deviceKey) {
    RefreshFamily family = found.family();
    if (!found.user().enabled()) {
      throw StateErrors.disabled();
    }
    boolean signedOut = !family.createdAt().isAfter(found.user().signedOutAt());
    if (signedOut || family.revokedAt().isPresent()) {
      throw ApiException.notAuthorized("Refresh Token has been revoked");
    }
    if (!clock.instant().isBefore(family.expiresAt())) {
      throw ApiException.notAuthorized("Refresh Token has expired");
    }
    boolean foreign = family.deviceKey().isPresent() && !family.deviceKey().equals(deviceKey);
    if (foreign || !found.deviceStands()) {
      throw ApiException.notAuthorized(INVALID);
    }
  }

  /// Moves the family on. A token of the generation before, still within its grace, gets the
  /// successor that the first caller got; an older one ends the family.
  private RefreshFamily rotate(Client client, RefreshTokens.Content content) {
    Instant now = clock.instant();
    Duration grace = client.rules().rotationGrace();
    // without grace no moment counts, not even one that another caller read a little earlier
    Instant previousUntil = grace.isZero() ? Instant.EPOCH : now.plus(grace);
    Rotated rotated = transactions.write("rotate", tx -> rotate(tx, content, previousUntil, now));
    return switch (rotated) {
      case Rotated.Successor successor -> successor.family();
      case Rotated.Reused() ->
          throw ApiException.of(
              ErrorCode.REFRESH_TOKEN_REUSE, "Refresh token has been reused."); // text (unsure)
      case Rotated.Revoked() -> throw ApiException.notAuthorized("Refresh Token has been revoked");
    };
  }

  private Rotated rotate(Tx tx, RefreshTokens.Content content, Instant previousUntil, Instant now) {
    FamilyStore families = stores.families();
    boolean first =
        families.rotate(
            tx, content.userId(), content.familyId(), content.generation(), previousUntil);
    if (!first
        && families.revokeReused(
            tx, content.userId(), content.familyId(), content.generation(), now)) {
      return new Rotated.Reused();
    }
    return families
        .find(tx, content.userId(), content.familyId())
        .filter(family -> family.revokedAt().isEmpty())
        .<Rotated>map(Rotated.Successor::new)
        .orElseGet(Rotated.Revoked::new);
  }
}
