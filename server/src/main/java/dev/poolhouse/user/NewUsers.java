package dev.poolhouse.user;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.store.Tx;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;

/// Which usernames a pool takes, what a new user is called, and storing it. May be shared.
///
/// Source: admin-API reference §9.1 and §6.
public final class NewUsers {
  private final UserStore users;
  private final UserNames names;
  private final Aliases aliases;
  private final Ids ids;

  public NewUsers(UserStore users, UserNames names, Aliases aliases, Ids ids) {
    this.users = users;
    this.names = names;
    this.aliases = aliases;
    this.ids = ids;
  }

  /// How an operation says that a username is taken.
  public enum Wording {
    /// `AdminCreateUser`
    CREATE("User account already exists"),
    /// `SignUp`
    SIGN_UP("User already exists");

    private final String taken;

    Wording(String taken) {
      this.taken = taken;
    }

    /// `UsernameExistsException` for a name that is taken.
    public ApiException taken() {
      return ApiException.of(ErrorCode.USERNAME_EXISTS, taken);
    }
  }

  /// Checks the form of a typed username and gives the new user its names.
  ///
  /// @param attributes as [AttributeRules#creating] returned them
  public Newcomer newcomer(PoolPolicy policy, String typed, Map<String, String> attributes) {
    String sub = ids.sub();
    if (!policy.usesAttributesAsUsername()) {
      checkNoAlias(policy, typed);
      return new Newcomer(sub, policy.fold(typed), attributes);
    }
    String attribute = attributeOf(policy, typed);
    String given = attributes.getOrDefault(attribute, typed);
    if (!policy.fold(given).equals(policy.fold(typed))) {
      // The wording is (unsure).
      throw ApiException.invalidParameter("Username and " + attribute + " do not match.");
    }
    Map<String, String> filled = new LinkedHashMap<>(attributes);
    filled.put(attribute, typed);
    return new Newcomer(sub, sub, filled);
  }

  private static void checkNoAlias(PoolPolicy policy, String typed) {
    if (policy.aliases().contains(AliasAttributeType.EMAIL) && Contacts.isEmail(typed)) {
      throw ApiException.invalidParameter(
          "Username cannot be of email format, since user pool is configured for email alias.");
    }
    if (policy.aliases().contains(AliasAttributeType.PHONE_NUMBER)
        && Contacts.isPhoneNumber(typed)) {
      throw ApiException.invalidParameter(
          "Username cannot be of phone number format, since user pool is configured for phone"
              + " number alias.");
    }
  }

  private static String attributeOf(PoolPolicy policy, String typed) {
    boolean email = policy.usernameAttributes().contains(UsernameAttributeType.EMAIL);
    boolean phone = policy.usernameAttributes().contains(UsernameAttributeType.PHONE_NUMBER);
    if (email && Contacts.isEmail(typed)) {
      return Contacts.EMAIL;
    }
    if (phone && Contacts.isPhoneNumber(typed)) {
      return Contacts.PHONE_NUMBER;
    }
    if (email && phone) {
      throw ApiException.invalidParameter("Username should be either an email or a phone number.");
    }
    throw ApiException.invalidParameter(
        email ? "Username should be an email." : "Username should be a phone number.");
  }

  /// A user ready to be stored, enabled, with a new internal id.
  public User user(Pool pool, Newcomer newcomer, UserStatusType status, Instant now) {
    return new User(
        new UserId(ids.internalKey()),
        pool.key(),
        newcomer.sub(),
        newcomer.username(),
        status,
        true,
        newcomer.attributes(),
        Map.of(),
        Instant.EPOCH,
        MfaPreference.NONE,
        now,
        now,
        1);
  }

  /// Stores the user and takes its names.
  ///
  /// Throws `UsernameExistsException` when the username, or the e-mail address or phone number that
  /// serves as username, is taken; `AliasExistsException` when an alias is, unless it is moved.
  ///
  /// @param moveAliases whether aliases of others become this user's (`ForceAliasCreation`)
  public void insert(Tx tx, Pool pool, User user, Wording wording, boolean moveAliases) {
    users.insert(tx, user, FoldedAttributes.of(user));
    Set<Claim> wanted = names.claims(pool.policy(), user);
    List<Claim> refused = users.take(tx, pool.key(), user.id(), wanted);
    for (Claim claim : refused) {
      switch (claim.kind()) {
        case USERNAME, SUB -> throw wording.taken();
        case EMAIL, PHONE, PREFERRED -> {
          if (pool.policy().usesAttributesAsUsername()) {
            throw ApiException.of(ErrorCode.USERNAME_EXISTS, Aliases.text(claim));
          }
        }
      }
    }
    aliases.settle(tx, pool, user.id(), refused, moveAliases);
  }
}
