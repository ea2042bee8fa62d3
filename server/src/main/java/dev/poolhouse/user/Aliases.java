package dev.poolhouse.user;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.store.Tx;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Keeps a user's names in step with its attributes, and moves an alias from one user to another.
/// May be shared.
///
/// Source: admin-API reference §9.1, "Alias moves".
public final class Aliases {
  private final UserStore users;
  private final UserNames names;
  private final InstantSource clock;

  public Aliases(UserStore users, UserNames names, InstantSource clock) {
    this.users = users;
    this.names = names;
    this.clock = clock;
  }

  /// Frees the names that `after` no longer has and takes those that are new.
  ///
  /// Throws `AliasExistsException` when another user holds one, unless it is moved.
  ///
  /// @param move whether verified aliases of others become this user's (`ForceAliasCreation`)
  void follow(Tx tx, Pool pool, User before, User after, boolean move) {
    Set<Claim> old = names.claims(pool.policy(), before);
    Set<Claim> wanted = names.claims(pool.policy(), after);
    Set<Claim> freed = new TreeSet<>(old);
    freed.removeAll(wanted);
    Set<Claim> added = new TreeSet<>(wanted);
    added.removeAll(old);
    users.release(tx, pool.key(), after.id(), freed);
    settle(tx, pool, after.id(), users.take(tx, pool.key(), after.id(), added), move);
  }

  /// Moves names that [UserStore#take] refused, or throws `AliasExistsException`.
  void settle(Tx tx, Pool pool, UserId id, Collection<Claim> refused, boolean move) {
    boolean movable =
        refused.stream()
            .allMatch(
                claim -> claim.kind() == Claim.Kind.EMAIL || claim.kind() == Claim.Kind.PHONE);
    for (Claim claim : refused) {
      if (!move || !movable || pool.policy().usesAttributesAsUsername()) {
        throw ApiException.of(ErrorCode.ALIAS_EXISTS, text(claim));
      }
      users
          .findByClaims(tx, pool.key(), List.of(claim))
          .ifPresent(holder -> strip(tx, pool, holder, claim));
    }
    if (!users.take(tx, pool.key(), id, refused).isEmpty()) {
      throw new LostRace();
    }
  }

  /// The old holder keeps the address, unverified.
  private void strip(Tx tx, Pool pool, User holder, Claim claim) {
    Map<String, String> attributes = new LinkedHashMap<>(holder.attributes());
    attributes.put(Contacts.flag(attribute(claim)), "false");
    Instant now = clock.instant();
    User stripped = holder.withAttributes(attributes, holder.pending(), now);
    if (!users.update(tx, stripped, FoldedAttributes.of(stripped))) {
      throw new LostRace();
    }
    users.release(tx, pool.key(), holder.id(), List.of(claim));
  }

  private static String attribute(Claim claim) {
    return switch (claim.kind()) {
      case EMAIL -> Contacts.EMAIL;
      case PHONE -> Contacts.PHONE_NUMBER;
      case PREFERRED -> "preferred_username";
      case SUB -> "sub";
      case USERNAME -> "username";
    };
  }

  /// `An account with the given email already exists.`, for whichever name it is.
  static String text(Claim claim) {
    return "An account with the given " + attribute(claim) + " already exists.";
  }
}
