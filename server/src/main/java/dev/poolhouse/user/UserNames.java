package dev.poolhouse.user;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.store.Tx;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;

/// Which names point to a user, and whom a typed name means (sign-in reference §1.7). May be
/// shared.
public final class UserNames {
  private final UserStore users;

  public UserNames(UserStore users) {
    this.users = users;
  }

  /// The user that `name` means for signed operations and password recovery, which take the `sub`
  /// as well.
  public Optional<User> find(Tx tx, Pool pool, String name) {
    return users.findByClaims(tx, pool.key(), candidates(pool.policy(), name, true));
  }

  /// The id of the user that [#find] finds.
  public Optional<UserId> id(Tx tx, Pool pool, String name) {
    return users.holder(tx, pool.key(), candidates(pool.policy(), name, true));
  }

  /// [#find], or `UserNotFoundException` `User does not exist.` (recorded).
  public User require(Tx tx, Pool pool, String name) {
    return find(tx, pool, name).orElseThrow(UserNames::missing);
  }

  /// The user that `name` means for someone who signs in. In a pool with usernames of its own the
  /// `sub` is no name.
  public Optional<User> findForSignIn(Tx tx, Pool pool, String name) {
    PoolPolicy policy = pool.policy();
    return users.findByClaims(
        tx, pool.key(), candidates(policy, name, policy.usesAttributesAsUsername()));
  }

  /// The id of the user that [#findForSignIn] finds.
  public Optional<UserId> idForSignIn(Tx tx, Pool pool, String name) {
    PoolPolicy policy = pool.policy();
    return users.holder(
        tx, pool.key(), candidates(policy, name, policy.usesAttributesAsUsername()));
  }

  /// Whether `name` is one of the user's: the username, the `sub` or an address or alias in use.
  public boolean belongs(PoolPolicy policy, User user, String name) {
    return !Collections.disjoint(candidates(policy, name, true), claims(policy, user));
  }

  /// `UserNotFoundException` as every lookup words it.
  public static ApiException missing() {
    return ApiException.of(ErrorCode.USER_NOT_FOUND, "User does not exist.");
  }

  private static List<Claim> candidates(PoolPolicy policy, String name, boolean sub) {
    List<Claim> claims = new ArrayList<>();
    String folded = policy.fold(name);
    claims.add(new Claim(Claim.Kind.USERNAME, folded));
    boolean email =
        policy.usernameAttributes().contains(UsernameAttributeType.EMAIL)
            || policy.aliases().contains(AliasAttributeType.EMAIL);
    boolean phone =
        policy.usernameAttributes().contains(UsernameAttributeType.PHONE_NUMBER)
            || policy.aliases().contains(AliasAttributeType.PHONE_NUMBER);
    if (email && name.contains("@")) {
      claims.add(new Claim(Claim.Kind.EMAIL, folded));
    }
    if (phone && name.startsWith("+")) {
      claims.add(new Claim(Claim.Kind.PHONE, name));
    }
    if (policy.aliases().contains(AliasAttributeType.PREFERRED_USERNAME)) {
      claims.add(new Claim(Claim.Kind.PREFERRED, folded));
    }
    if (sub) {
      claims.add(new Claim(Claim.Kind.SUB, name));
    }
    return claims;
  }

  /// Every name that should point to `user`: username, sub, the attributes that serve as username,
  /// verified e-mail and phone aliases, and a confirmed user's preferred username where that is an
  /// alias.
  public Set<Claim> claims(PoolPolicy policy, User user) {
    Set<Claim> claims = new TreeSet<>();
    claims.add(new Claim(Claim.Kind.USERNAME, policy.fold(user.username())));
    claims.add(new Claim(Claim.Kind.SUB, user.sub()));
    boolean emailName = policy.usernameAttributes().contains(UsernameAttributeType.EMAIL);
    boolean phoneName = policy.usernameAttributes().contains(UsernameAttributeType.PHONE_NUMBER);
    boolean emailAlias = policy.aliases().contains(AliasAttributeType.EMAIL);
    boolean phoneAlias = policy.aliases().contains(AliasAttributeType.PHONE_NUMBER);
    if (emailName || (emailAlias && user.verified("email"))) {
      user.attribute("email")
          .ifPresent(value -> claims.add(new Claim(Claim.Kind.EMAIL, policy.fold(value))));
    }
    if (phoneName || (phoneAlias && user.verified("phone_number"))) {
      user.attribute("phone_number")
          .ifPresent(value -> claims.add(new Claim(Claim.Kind.PHONE, value)));
    }
    if (policy.aliases().contains(AliasAttributeType.PREFERRED_USERNAME)
        && user.status() != UserStatusType.UNCONFIRMED) {
      user.attribute("preferred_username")
          .ifPresent(value -> claims.add(new Claim(Claim.Kind.PREFERRED, policy.fold(value))));
    }
    return claims;
  }
}
