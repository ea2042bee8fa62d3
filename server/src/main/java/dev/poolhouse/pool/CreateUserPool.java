package dev.poolhouse.pool;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.ExtendedOperation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Creates a pool with its two signing keys. The tag `_custom_id_` pins its id.
public final class CreateUserPool
    implements ExtendedOperation<CreateUserPoolRequest, CreateUserPoolResponse> {
  private final Transactions transactions;
  private final PoolStore store;
  private final PoolSigningKeys keys;
  private final SimulationSecrets secrets;
  private final Ids ids;
  private final InstantSource clock;

  /// @param transactions those after which this node's caches are dropped
  public CreateUserPool(
      Transactions transactions,
      PoolStore store,
      PoolSigningKeys keys,
      SimulationSecrets secrets,
      Ids ids,
      InstantSource clock) {
    this.transactions = transactions;
    this.store = store;
    this.keys = keys;
    this.secrets = secrets;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Answer<CreateUserPoolResponse> run(
      Caller caller, CreateUserPoolRequest request, Map<String, Object> newer) {
    PoolTags.check(request.userPoolTags(), ErrorCode.USER_POOL_TAGGING);
    PoolRules.checkNew(request);
    UserPoolType.Builder document = document(request);
    GetUserPoolMfaConfigResponse mfa =
        MfaSettings.create(Optional.ofNullable(request.mfaConfiguration()), document);
    UserPoolType configured = document.build();
    PoolRules.check(configured);
    PoolRules.checkFactors(configured, mfa);
    TierRules.check(configured);
    Settings settings =
        new Settings(configured, mfa, AcrLevels.configured(newer, configured.userPoolTier()));
    Pool pool = store(caller, request, settings);
    return new Answer<>(
        CreateUserPoolResponse.builder().userPool(pool.shown(0)).build(), pool.shownNewer());
  }

  /// The configuration of a pool, as the pool keeps it.
  private record Settings(
      UserPoolType document, GetUserPoolMfaConfigResponse mfa, Map<String, Object> extra) {}

  private static UserPoolType.Builder document(CreateUserPoolRequest request) {
    UserPoolType.Builder document = UserPoolType.builder();
    UserPoolTierType tier =
        Optional.ofNullable(request.userPoolTier()).orElse(UserPoolTierType.ESSENTIALS);
    PoolSettings.apply(request, tier, document);
    document
        .schemaAttributes(SchemaRules.create(request.schema()))
        .usernameConfiguration(request.usernameConfiguration());
    if (!request.usernameAttributes().isEmpty()) {
      document.usernameAttributesWithStrings(request.usernameAttributesAsStrings());
    }
    if (!request.aliasAttributes().isEmpty()) {
      document.aliasAttributesWithStrings(request.aliasAttributesAsStrings());
    }
    return document;
  }

  private Pool store(Caller caller, CreateUserPoolRequest request, Settings settings) {
    String region = caller.origin().region();
    Optional<PoolId> pinned = PoolTags.pinned(request.userPoolTags(), region);
    if (pinned.isPresent()) {
      // The text is ours: the service has no pinned ids.
      return insert(pool(caller, pinned.get(), settings))
          .orElseThrow(
              () ->
                  ApiException.invalidParameter("User pool " + pinned.get() + " already exists."));
    }
    Optional<Pool> stored = Optional.empty();
    while (stored.isEmpty()) {
      PoolId id = new PoolId(region + "_" + ids.poolSuffix());
      stored = insert(pool(caller, id, settings));
    }
    return stored.get();
  }

  private Pool pool(Caller caller, PoolId id, Settings settings) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    PoolKey key = new PoolKey(ids.internalKey());
    String account = caller.origin().account();
    Pool pool =
        new Pool(
            key,
            id,
            account,
            settings.document(),
            settings.mfa(),
            settings.extra(),
            secrets.make(key),
            now,
            now,
            1);
    UserPoolType named = settings.document().toBuilder().id(id.value()).arn(pool.arn()).build();
    return pool.with(named, settings.mfa(), now);
  }

  private Optional<Pool> insert(Pool pool) {
    List<SigningKey> first = keys.first(pool);
    boolean inserted =
        transactions.write(
            "create pool",
            tx -> {
              boolean free = store.insert(tx, pool);
              if (free) {
                keys.insert(tx, first, pool.createdAt());
              }
              return free;
            });
    return inserted ? Optional.of(pool) : Optional.empty();
  }
}
