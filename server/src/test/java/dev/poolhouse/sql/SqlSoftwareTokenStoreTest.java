package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.mfa.SoftwareTokenStore.SoftwareToken;
import dev.poolhouse.user.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A generator is set up beside the one in use, and a time step is used by exactly one of many.
@EachDatabase
final class SqlSoftwareTokenStoreTest {
  private final Database database;
  private final SqlSoftwareTokenStore store = new SqlSoftwareTokenStore();

  SqlSoftwareTokenStoreTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void newSecretIsUsedOnceItIsVerified() {
    UserId id = new UserId("replaced");
    assertThat(find(id)).isEmpty();
    begin(id, secret(1));
    begin(id, secret(2));
    assertThat(enrol(id, secret(1), 10)).isFalse();
    assertThat(enrol(id, secret(2), 10)).isTrue();
    assertThat(find(id))
        .contains(new SoftwareToken(Optional.of(secret(2)), Optional.empty(), "phone", 10));
    begin(id, secret(3));
    assertThat(find(id))
        .contains(new SoftwareToken(Optional.of(secret(2)), Optional.of(secret(3)), "phone", 10));
    assertThat(accept(id, secret(3), 11)).isFalse();
    assertThat(accept(id, secret(2), 11)).isTrue();
    assertThat(enrol(id, secret(3), 11)).as("a step that the old secret used").isFalse();
    assertThat(enrol(id, secret(3), 12)).isTrue();
    assertThat(accept(id, secret(2), 13)).isFalse();
  }

  @Test
  void stepsOnlyMoveForward() {
    UserId id = new UserId("steps");
    begin(id, secret(1));
    enrol(id, secret(1), 10);
    assertThat(accept(id, secret(1), 10)).isFalse();
    assertThat(accept(id, secret(1), 9)).isFalse();
    assertThat(accept(id, secret(1), 11)).isTrue();
  }

  @Test
  void oneOfManyUsesTheStep() throws InterruptedException {
    UserId id = new UserId("raced");
    begin(id, secret(1));
    assertThat(StoredUsers.race(10, () -> enrol(id, secret(1), 10)))
        .filteredOn(won -> won)
        .hasSize(1);
    assertThat(StoredUsers.race(10, () -> accept(id, secret(1), 11)))
        .filteredOn(won -> won)
        .hasSize(1);
  }

  @Test
  void onlyAGeneratorInUseIsDeleted() {
    UserId id = new UserId("deleted");
    begin(id, secret(1));
    assertThat(delete(id)).isFalse();
    assertThat(enrol(id, secret(1), 10)).isTrue();
    assertThat(delete(id)).isTrue();
    assertThat(List.of(find(id).isPresent(), delete(id))).containsOnly(false);
  }

  private static Sealed secret(int value) {
    return Sealed.of(new byte[] {(byte) value});
  }

  private Optional<SoftwareToken> find(UserId id) {
    return database.read("find", tx -> store.find(tx, id));
  }

  private void begin(UserId id, Sealed pending) {
    database.run("begin", tx -> store.begin(tx, id, pending));
  }

  private boolean enrol(UserId id, Sealed pending, long step) {
    return database.write(
        "enrol", tx -> store.enrol(tx, id, pending, "phone", step, StoredUsers.NOW));
  }

  private boolean accept(UserId id, Sealed secret, long step) {
    return database.write("accept", tx -> store.accept(tx, id, secret, step));
  }

  private boolean delete(UserId id) {
    return database.write("delete", tx -> store.delete(tx, id));
  }
}
