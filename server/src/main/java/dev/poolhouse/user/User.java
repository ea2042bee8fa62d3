package dev.poolhouse.user;

import dev.poolhouse.pool.PoolKey;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// A user as stored, without credentials.
///
/// @param id internal id
/// @param poolKey the pool it belongs to
/// @param sub value of the `sub` attribute; not repeated in `attributes`
/// @param username name as `cognito:username` shows it; equals the sub where e-mail or phone serve
///   as username
/// @param status where the account stands
/// @param enabled whether an administrator lets the user sign in
/// @param attributes attributes by name in the order they were set, without `sub`; values as the
///   API shows them
/// @param pending new values of `email` or `phone_number` that wait for their code
/// @param signedOutAt all tokens of sign-ins up to this moment are refused; the epoch when never
///   signed out
/// @param mfa second factors that the user has switched on
/// @param createdAt creation
/// @param modifiedAt last change that the API shows
/// @param version counts changes; an update names the version it started from
public record User(
    UserId id,
    PoolKey poolKey,
    String sub,
    String username,
    UserStatusType status,
    boolean enabled,
    Map<String, String> attributes,
    Map<String, String> pending,
    Instant signedOutAt,
    MfaPreference mfa,
    Instant createdAt,
    Instant modifiedAt,
    long version) {

  public User {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    pending = Collections.unmodifiableMap(new LinkedHashMap<>(pending));
  }

  /// The value of one attribute, `sub` included.
  public Optional<String> attribute(String name) {
    return name.equals("sub") ? Optional.of(sub) : Optional.ofNullable(attributes.get(name));
  }

  /// Whether `email_verified` or `phone_number_verified` is true.
  ///
  /// @param attribute `email` or `phone_number`
  public boolean verified(String attribute) {
    return "true".equals(attributes.get(attribute + "_verified"));
  }

  /// The same user with another status, as of `now`.
  public User withStatus(UserStatusType changed, Instant now) {
    return new User(
        id,
        poolKey,
        sub,
        username,
        changed,
        enabled,
        attributes,
        pending,
        signedOutAt,
        mfa,
        createdAt,
        now,
        version);
  }

  /// The same user, enabled or disabled, as of `now`.
  public User withEnabled(boolean changed, Instant now) {
    return new User(
        id,
        poolKey,
        sub,
        username,
        status,
        changed,
        attributes,
        pending,
        signedOutAt,
        mfa,
        createdAt,
        now,
        version);
  }

  /// The same user with other attributes and pending values, as of `now`.
  public User withAttributes(
      Map<String, String> changed, Map<String, String> changedPending, Instant now) {
    return new User(
        id,
        poolKey,
        sub,
        username,
        status,
        enabled,
        changed,
        changedPending,
        signedOutAt,
        mfa,
        createdAt,
        now,
        version);
  }

  /// The same user with every token of sign-ins up to `moment` refused.
  public User withSignedOutAt(Instant moment) {
    return new User(
        id,
        poolKey,
        sub,
        username,
        status,
        enabled,
        attributes,
        pending,
        moment,
        mfa,
        createdAt,
        modifiedAt,
        version);
  }

  /// The same user with other second factors switched on, as of `now`.
  public User withMfa(MfaPreference changed, Instant now) {
    return new User(
        id,
        poolKey,
        sub,
        username,
        status,
        enabled,
        attributes,
        pending,
        signedOutAt,
        changed,
        createdAt,
        now,
        version);
  }

  /// Names the user without showing attributes.
  @Override
  public String toString() {
    return "User[" + sub + "]";
  }
}
