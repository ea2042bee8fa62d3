package dev.poolhouse.pool;

import dev.poolhouse.crypto.Sealed;
import java.time.Instant;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// A user pool as it is stored.
///
/// @param key internal key
/// @param id id that clients know
/// @param account twelve-digit account that owns the pool
/// @param document what `DescribeUserPool` shows; its dates and user count are filled in from their
///   columns when shown
/// @param mfa what `GetUserPoolMfaConfig` shows
/// @param simulation secret of 32 bytes that derives fake salts and ids for unknown users, sealed
///   for `SIMULATION` with the pool key as context; never changes
/// @param createdAt creation
/// @param modifiedAt last change of the configuration
/// @param version counts changes; an update names the version it started from
public record Pool(
    PoolKey key,
    PoolId id,
    String account,
    UserPoolType document,
    GetUserPoolMfaConfigResponse mfa,
    Sealed simulation,
    Instant createdAt,
    Instant modifiedAt,
    long version) {

  /// Typed view of the configuration.
  public PoolPolicy policy() {
    return new PoolPolicy(document);
  }

  /// Typed view of the second factors.
  public MfaPolicy mfaPolicy() {
    return new MfaPolicy(mfa);
  }

  /// `arn:aws:cognito-idp:<region>:<account>:userpool/<id>`.
  public String arn() {
    return "arn:aws:cognito-idp:" + id.region() + ":" + account + ":userpool/" + id.value();
  }

  /// The same pool with another configuration, as of `now`.
  public Pool with(UserPoolType changed, GetUserPoolMfaConfigResponse changedMfa, Instant now) {
    return new Pool(key, id, account, changed, changedMfa, simulation, createdAt, now, version);
  }

  /// The configuration as answers show it, with its dates.
  ///
  /// @param users number of users
  UserPoolType shown(long users) {
    return document.toBuilder()
        .creationDate(createdAt)
        .lastModifiedDate(modifiedAt)
        .estimatedNumberOfUsers(Math.clamp(users, 0, Integer.MAX_VALUE))
        .build();
  }
}
