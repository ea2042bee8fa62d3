package dev.poolhouse.pool;

import dev.poolhouse.crypto.Sealed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// A user pool as it is stored.
///
/// @param key internal key
/// @param id id that clients know
/// @param account twelve-digit account that owns the pool
/// @param document what `DescribeUserPool` shows; its dates and user count are filled in from their
///   columns when shown
/// @param mfa what `GetUserPoolMfaConfig` shows
/// @param extra members of the configuration that the SDK's class does not know, by name
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
    Map<String, Object> extra,
    Sealed simulation,
    Instant createdAt,
    Instant modifiedAt,
    long version) {

  public Pool {
    extra = Map.copyOf(extra);
  }

  /// Typed view of the configuration.
  public PoolPolicy policy() {
    return new PoolPolicy(document);
  }

  /// Typed view of the second factors.
  public MfaPolicy mfaPolicy() {
    return new MfaPolicy(mfa);
  }

  /// What the pool calls its authentication levels.
  public AcrLevels acrLevels() {
    return AcrLevels.of(extra);
  }

  /// `arn:aws:cognito-idp:<region>:<account>:userpool/<id>`.
  public String arn() {
    return "arn:aws:cognito-idp:" + id.region() + ":" + account + ":userpool/" + id.value();
  }

  /// The same pool with another configuration, as of `now`.
  public Pool with(UserPoolType changed, GetUserPoolMfaConfigResponse changedMfa, Instant now) {
    return new Pool(
        key, id, account, changed, changedMfa, extra, simulation, createdAt, now, version);
  }

  /// Which logs the pool delivers.
  public LogDelivery logDelivery() {
    return LogDelivery.of(extra);
  }

  /// The same pool with other names of its authentication levels.
  ///
  /// @param changed the members to keep of them
  Pool withLevels(Map<String, Object> changed) {
    return withExtra(changed, logDelivery().kept());
  }

  /// The same pool with other logs to deliver.
  public Pool withLogDelivery(LogDelivery changed) {
    Map<String, Object> others = new LinkedHashMap<>(extra);
    others.remove(LogDelivery.MEMBER);
    return withExtra(others, changed.kept());
  }

  private Pool withExtra(Map<String, Object> some, Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(some);
    all.putAll(more);
    return new Pool(
        key, id, account, document, mfa, all, simulation, createdAt, modifiedAt, version);
  }

  /// The members of the configuration that the SDK's class does not know, as answers show them
  /// within `UserPool`. A tier that lacks authentication levels shows none (unsure).
  Map<String, Object> shownNewer() {
    return document.userPoolTier() == UserPoolTierType.LITE
        ? Map.of()
        : Map.of("UserPool", acrLevels().shown());
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
