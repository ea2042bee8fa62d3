package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.store.StoreException;
import dev.poolhouse.store.Tx;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Transactions of one call of a store: what they see and commit, that a second call is refused,
/// and that statements sent together take effect together.
@EachDatabase
final class OneCallTest {
  private static final String INSERT =
      "insert into lockout (subject, failures, locked_until, last_at) values (?, ?, 0, 0)";
  private static final String VALUE = "select failures from lockout where subject = ?";

  private final Database database;

  OneCallTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void writtenRowIsSeenAtOnce() {
    int changed = database.writeOnce("add", tx -> insert(tx, "once", 1));

    assertThat(changed).isEqualTo(1);
    assertThat(values("once")).containsExactly(1L);
  }

  @Test
  void secondCallIsRefused() {
    assertThatThrownBy(
            () -> database.readOnce("twice", tx -> List.of(value(tx, "a"), value(tx, "b"))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> database.readOnce("twice", tx -> List.of(value(tx, "a"), SqlTx.handle(tx))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(values("a")).as("the connection goes on").isEmpty();
  }

  @Test
  void readRefusesWrites() {
    assertThatThrownBy(() -> database.readOnce("sneak", tx -> insert(tx, "sneaked", 1)))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e).hasMessageContaining("sneak"));
    assertThat(values("sneaked")).isEmpty();
  }

  @Test
  void statementsSentTogetherRunInOrder() {
    DirectSql.Update first = new DirectSql.Update(INSERT, "together", 7L);
    DirectSql.Query<Long> seen = new DirectSql.Query<>(row -> row.getLong(1), VALUE, "together");
    DirectSql.Update second =
        new DirectSql.Update("update lockout set failures = 8 where subject = ?", "together");
    DirectSql.Query<Long> then = new DirectSql.Query<>(row -> row.getLong(1), VALUE, "together");

    database.writeOnce(
        "together",
        tx -> {
          SqlTx.direct(tx).together(first, seen, second, then);
          return tx;
        });

    assertThat(first.changed()).isEqualTo(1);
    assertThat(seen.rows()).containsExactly(7L);
    assertThat(second.changed()).isEqualTo(1);
    assertThat(then.rows()).containsExactly(8L);
    assertThat(values("together")).containsExactly(8L);
  }

  @Test
  void statementThatFailsUndoesThoseSentWithIt() {
    database.writeOnce("add", tx -> insert(tx, "taken", 1));

    assertThatThrownBy(
            () ->
                database.writeOnce(
                    "clash",
                    tx -> {
                      SqlTx.direct(tx)
                          .together(
                              new DirectSql.Update(INSERT, "undone", 1L),
                              new DirectSql.Update(INSERT, "taken", 2L));
                      return tx;
                    }))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(SqlFailure.isUniqueViolation(e)).as("%s", e).isTrue());
    assertThat(values("undone")).isEmpty();
    assertThat(values("taken")).containsExactly(1L);
  }

  @Test
  void absentTextIsStoredAsNull() {
    database.writeOnce(
        "absent",
        tx ->
            SqlTx.direct(tx)
                .update(
                    "insert into access_key (access_key_id, account, name, secret, policy,"
                        + " created_at) select ?, ?, coalesce(?, 'none'), ?, 'p', ?",
                    "key",
                    Optional.of("account"),
                    Optional.empty(),
                    new byte[] {0, 1, -1},
                    5L));

    List<String> names =
        database.readOnce(
            "read",
            tx ->
                SqlTx.direct(tx)
                    .query(
                        found -> found.getString(1) + Arrays.toString(found.getBytes(2)),
                        "select name, secret from access_key where access_key_id = ?",
                        "key"));
    assertThat(names).containsExactly("none[0, 1, -1]");
  }

  @Test
  void oneCallInsideAnotherIsRefused() {
    assertThatThrownBy(() -> database.readOnce("outer", _ -> values("inner")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("outer");
  }

  private List<Long> values(String name) {
    return database.readOnce("value", tx -> value(tx, name));
  }

  private static int insert(Tx tx, String name, long value) {
    return SqlTx.direct(tx).update(INSERT, name, value);
  }

  private static List<Long> value(Tx tx, String name) {
    return SqlTx.direct(tx).query(row -> row.getLong(1), VALUE, name);
  }
}
