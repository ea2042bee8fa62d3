package dev.poolhouse.key;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.store.ConfigCache;
import dev.poolhouse.store.Transactions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The access keys of this installation: made, listed, withdrawn, and kept in memory with their
/// secrets open until the configuration version changes. May be shared.
public final class SealedAccessKeys implements AccessKeys {
  private static final int MOST = 10_000;

  /// What an id may look like; nothing else is looked up.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,128}");

  /// As IAM names users: the name becomes part of an ARN.
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,64}");

  private final Transactions transactions;
  private final AccessKeyStore store;
  private final Sealer sealer;
  private final Ids ids;
  private final InstantSource clock;
  private final ConfigCache<String, AccessKey> cache = new ConfigCache<>(MOST);

  public SealedAccessKeys(
      Transactions transactions,
      AccessKeyStore store,
      Sealer sealer,
      Ids ids,
      InstantSource clock) {
    this.transactions = transactions;
    this.store = store;
    this.sealer = sealer;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Optional<AccessKey> find(String accessKeyId) {
    if (!ID.matcher(accessKeyId).matches()) {
      return Optional.empty();
    }
    return cache.find(
        accessKeyId,
        () ->
            transactions
                .read("find access key", tx -> store.find(tx, accessKeyId))
                .map(this::open));
  }

  /// Makes a key. Its secret is shown by what this returns and never again.
  ///
  /// @param name 1 to 64 letters, digits or `_+=,.@-`
  /// @throws IllegalArgumentException when the name has another form
  public AccessKey create(String name, String account, AccessPolicy policy) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "The name '" + name + "' of a key must have 1 to 64 letters, digits or _+=,.@-");
    }
    String id = ids.accessKeyId();
    Secret secret = ids.secretAccessKey();
    Instant now = now();
    StoredAccessKey stored =
        new StoredAccessKey(
            id,
            account,
            name,
            sealer.sealSecret(Purpose.ACCESS_KEY, secret, id),
            policy,
            now,
            Optional.empty());
    if (!transactions.write("create access key", tx -> store.insert(tx, stored))) {
      throw new IllegalStateException("access key id " + id + " was drawn twice");
    }
    return new AccessKey(id, account, name, secret, policy, now, false);
  }

  /// All keys, revoked ones too, oldest first. Their secrets stay sealed.
  public List<StoredAccessKey> list() {
    return transactions.read("list access keys", store::list);
  }

  /// Whether there is a key that is good.
  public boolean any() {
    return list().stream().anyMatch(key -> key.revokedAt().isEmpty());
  }

  /// Withdraws a key for good; false when there is none or it was withdrawn before.
  public boolean revoke(String accessKeyId) {
    Instant now = now();
    return transactions.write("revoke access key", tx -> store.revoke(tx, accessKeyId, now));
  }

  /// Reads again from now on; called when the configuration version has changed.
  public void invalidate() {
    cache.invalidate();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private AccessKey open(StoredAccessKey key) {
    Secret secret =
        sealer
            .openSecret(Purpose.ACCESS_KEY, key.secret(), key.id())
            .orElseThrow(
                () -> new IllegalStateException("the secret of " + key.id() + " does not open"));
    return new AccessKey(
        key.id(),
        key.account(),
        key.name(),
        secret,
        key.policy(),
        key.createdAt(),
        key.revokedAt().isPresent());
  }
}
