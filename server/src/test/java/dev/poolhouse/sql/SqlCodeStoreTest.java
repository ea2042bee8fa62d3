package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.user.CodeStore;
import dev.poolhouse.user.CodeStore.Purpose;
import dev.poolhouse.user.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A code replaces the older one of its purpose and is used up by exactly one of many.
@EachDatabase
final class SqlCodeStoreTest {
  private final Database database;
  private final SqlCodeStore store = new SqlCodeStore();

  SqlCodeStoreTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void codeReplacesTheOlderOne() {
    UserId id = new UserId("replaced");
    put(id, Purpose.VERIFY_EMAIL, code(1));
    put(id, Purpose.SIGN_UP, code(2));
    put(id, Purpose.VERIFY_EMAIL, code(3));

    CodeStore.Code found =
        database.read("find", tx -> store.find(tx, id, Purpose.VERIFY_EMAIL)).orElseThrow();

    assertThat(found.hash()).containsExactly(3);
    assertThat(found.attribute()).hasValue("email");
    assertThat(found.target()).isEqualTo("a@b");
    assertThat(found.expiresAt()).isEqualTo(StoredUsers.NOW.plusSeconds(3));
    assertThat(consume(id, Purpose.VERIFY_EMAIL, code(1))).isFalse();
    assertThat(consume(id, Purpose.VERIFY_EMAIL, found)).isTrue();
    assertThat(consume(id, Purpose.SIGN_UP, code(2))).isTrue();
  }

  @Test
  void oneOfManyUsesTheCode() throws InterruptedException {
    UserId id = new UserId("raced");
    put(id, Purpose.FORGOT_PASSWORD, code(1));

    List<Boolean> used = StoredUsers.race(20, () -> consume(id, Purpose.FORGOT_PASSWORD, code(1)));

    assertThat(used).filteredOn(won -> won).hasSize(1);
  }

  private static CodeStore.Code code(int hash) {
    return new CodeStore.Code(
        new byte[] {(byte) hash},
        Optional.of("email"),
        "a@b",
        StoredUsers.NOW,
        StoredUsers.NOW.plusSeconds(hash));
  }

  private void put(UserId id, Purpose purpose, CodeStore.Code code) {
    database.run("put", tx -> store.put(tx, id, purpose, code));
  }

  private boolean consume(UserId id, Purpose purpose, CodeStore.Code code) {
    return database.write("consume", tx -> store.consume(tx, id, purpose, code));
  }
}
