package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.poolhouse.crypto.FixedDataKeys;
import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.key.AccessKey;
import dev.poolhouse.key.AccessPolicy;
import dev.poolhouse.key.SealedAccessKeys;
import dev.poolhouse.key.StoredAccessKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Access keys come back as made, lie sealed, stop at once when revoked, and every change is told
/// to the other nodes.
@EachDatabase
final class SqlAccessKeyStoreTest {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");
  private static final String ACCOUNT = "123456789012";

  private final Database database;
  private final SqlAccessKeyStore store = new SqlAccessKeyStore();
  private final SealedAccessKeys keys;

  SqlAccessKeyStoreTest(TestDatabase test) {
    this.database = test.database();
    this.keys = node();
  }

  private SealedAccessKeys node() {
    SecureRandom random = new SecureRandom();
    return new SealedAccessKeys(
        database,
        store,
        new Sealer(new FixedDataKeys(1, 1), random),
        new Ids(random),
        InstantSource.fixed(NOW));
  }

  private StoredAccessKey stored(AccessKey key) {
    return database.read("find", tx -> store.find(tx, key.id())).orElseThrow();
  }

  @Test
  void keyComesBackAsMade() {
    AccessKey made = keys.create("ops", ACCOUNT, AccessPolicy.administrator());
    assertThat(keys.find(made.id())).hasValue(made);
    assertThat(made.createdAt()).isEqualTo(NOW);
    assertThat(made.arn()).isEqualTo("arn:aws:iam::123456789012:user/ops");
  }

  @Test
  void secretLiesSealed() {
    AccessKey made = keys.create("sealed", ACCOUNT, AccessPolicy.administrator());
    StoredAccessKey stored = stored(made);
    assertThat(stored.secret().bytes()).isNotEqualTo(made.secret().bytes());
    assertThat(new String(stored.secret().bytes(), StandardCharsets.ISO_8859_1))
        .doesNotContain(made.secret().reveal());
  }

  @Test
  void unknownKeyIsNotFound() {
    assertThat(keys.find("PHKAUNKNOWN")).isEmpty();
    assertThat(keys.find("no key\u0000at all")).isEmpty();
  }

  @Test
  void insertOfAnExistingIdChangesNothing() {
    AccessKey made = keys.create("first", ACCOUNT, AccessPolicy.administrator());
    StoredAccessKey stored = stored(made);
    StoredAccessKey rival =
        new StoredAccessKey(
            made.id(), ACCOUNT, "second", stored.secret(), made.policy(), NOW, Optional.empty());
    assertThat(database.<Boolean>write("insert", tx -> store.insert(tx, rival))).isFalse();
    assertThat(stored(made)).isEqualTo(stored);
  }

  @Test
  void revokedKeyStaysKnownAndIsRevokedOnce() {
    AccessKey made = keys.create("gone", ACCOUNT, AccessPolicy.administrator());
    assertThat(keys.find(made.id())).isPresent();
    assertThat(keys.revoke(made.id())).isTrue();
    assertThat(keys.revoke(made.id())).isFalse();
    assertThat(keys.revoke("PHKAUNKNOWN")).isFalse();
    keys.invalidate();
    assertThat(keys.find(made.id())).hasValueSatisfying(key -> assertThat(key.revoked()).isTrue());
    assertThat(keys.list())
        .filteredOn(key -> key.id().equals(made.id()))
        .singleElement()
        .satisfies(key -> assertThat(key.revokedAt()).hasValue(NOW));
  }

  @Test
  void otherNodeSeesTheRevocation() {
    SealedAccessKeys other = node();
    AccessKey made = keys.create("seen", ACCOUNT, AccessPolicy.administrator());
    long before = database.read("version", ConfigVersion::current);
    assertThat(other.find(made.id()).orElseThrow().revoked()).isFalse();
    keys.revoke(made.id());
    assertThat(database.<Long>read("version", ConfigVersion::current)).isGreaterThan(before);
    other.invalidate();
    assertThat(other.find(made.id()).orElseThrow().revoked()).isTrue();
  }

  @Test
  void nameThatFitsNoArnIsRefused() {
    for (String name : new String[] {"", "a b", "a/b", "a:b", "a".repeat(65), "é"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> keys.create(name, ACCOUNT, AccessPolicy.administrator()));
    }
  }
}
