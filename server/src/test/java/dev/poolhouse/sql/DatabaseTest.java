package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.store.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;

/// What stores may rely on, the same on both engines: commit and rollback, read-only reads, refusal
/// of nesting, named failures without values, detection of unique violations, and values that come
/// back as they went in. Not proven here: what only one engine does (grouping, retries).
@EachDatabase
final class DatabaseTest {
  private final Database database;

  DatabaseTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void writtenRowIsReadBack() {
    database.run("add", tx -> Counters.insert(tx, "committed", 1));

    assertThat(value("committed")).isEqualTo(1);
  }

  @Test
  void exceptionOfTheWorkRollsBackAndTravelsUnchanged() {
    IllegalArgumentException thrown = new IllegalArgumentException("no");

    assertThatThrownBy(
            () ->
                database.run(
                    "add",
                    tx -> {
                      Counters.insert(tx, "rolled back", 1);
                      throw thrown;
                    }))
        .isSameAs(thrown);
    assertThat(value("rolled back")).isEqualTo(-1);
  }

  @Test
  void readRefusesWrites() {
    assertThatThrownBy(
            () ->
                database.read(
                    "sneak",
                    tx -> {
                      Counters.insert(tx, "sneaked", 1);
                      return true;
                    }))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.statement()).isEqualTo("sneak"));
    assertThat(value("sneaked")).isEqualTo(-1);
  }

  @Test
  void readSeesOneSnapshot() {
    database.run("add", tx -> Counters.insert(tx, "snapshot", 1));

    List<Long> seen =
        database.read(
            "look twice",
            tx -> {
              long before = Counters.value(tx, "snapshot");
              incrementElsewhere("snapshot");
              return List.of(before, Counters.value(tx, "snapshot"));
            });

    assertThat(seen).containsExactly(1L, 1L);
    assertThat(value("snapshot")).isEqualTo(2);
  }

  @Test
  void transactionInsideTransactionIsRefused() {
    assertThatThrownBy(() -> database.write("outer", _ -> value("any")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("transaction find was opened inside transaction outer");
    assertThatThrownBy(() -> database.read("outer", _ -> database.write("inner", _ -> true)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("transaction inner was opened inside transaction outer");
  }

  @Test
  void uniqueViolationIsToldApart() {
    AtomicBoolean unique = new AtomicBoolean();
    AtomicBoolean other = new AtomicBoolean();
    database.run("add", tx -> Counters.insert(tx, "twice", 1));

    assertThatThrownBy(() -> database.run("add again", tx -> Counters.insert(tx, "twice", 2)))
        .isInstanceOfSatisfying(
            StoreException.class, e -> unique.set(SqlFailure.isUniqueViolation(e)));
    assertThatThrownBy(
            () -> database.run("nothing", tx -> SqlTx.handle(tx).execute("select nothing")))
        .isInstanceOfSatisfying(
            StoreException.class, e -> other.set(SqlFailure.isUniqueViolation(e)));

    assertThat(unique).isTrue();
    assertThat(other).isFalse();
    assertThat(value("twice")).isEqualTo(1);
  }

  @Test
  void failureNamesTheTransactionAndShowsNoValue() {
    database.run("add", tx -> Counters.insert(tx, "alice@example.com", 1));

    assertThatThrownBy(
            () -> database.run("add again", tx -> Counters.insert(tx, "alice@example.com", 2)))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.statement()).isEqualTo("add again");
              assertThat(e.sqlState()).isIn("23505", "SQLITE_CONSTRAINT_PRIMARYKEY");
              assertThat(e.getCause()).isInstanceOf(UnableToExecuteStatementException.class);
              assertThat(e).hasStackTraceContaining("add again");
              assertThat(stackTrace(e)).doesNotContain("alice@example.com");
            });
  }

  @Test
  void keysAreOrderedByBytes() {
    List<String> names = List.of("B", "Z", "_", "a", "b", "é", "ß", "漢", "😀");
    database.run(
        "add", tx -> names.reversed().forEach(name -> Counters.insert(tx, "order " + name, 1)));

    List<String> listed =
        database.read(
            "list",
            tx ->
                SqlTx.handle(tx)
                    .createQuery(
                        """
                        select subject from lockout
                        where subject >= :from and subject < :to order by subject
                        """)
                    .bind("from", "order ")
                    .bind("to", "order!")
                    .mapTo(String.class)
                    .list());

    assertThat(listed)
        .hasSameElementsAs(names.stream().map(name -> "order " + name).toList())
        .isSortedAccordingTo(Comparator.comparing(DatabaseTest::utf8, Arrays::compareUnsigned));
  }

  @Test
  void returningGivesTheRowOnlyWhenOneWasWritten() {
    assertThat(insertOnce("returned")).hasValue(1L);
    assertThat(insertOnce("returned")).isEmpty();
  }

  @Test
  void bytesAndAbsentValuesComeBackAsTheyWentIn() {
    byte[] bytes = {0, 1, (byte) 0xff};
    database.run(
        "add code",
        tx ->
            SqlTx.handle(tx)
                .createUpdate(
                    """
                    insert into code
                      (user_id, purpose, code_hash, attribute, target, created_at, expires_at)
                    values ('u', 'p', :hash, :attribute, :target, 1, 2)
                    """)
                .bind("hash", bytes)
                .bind("attribute", Optional.<String>empty())
                .bind("target", Optional.of("x"))
                .execute());

    record Row(Secret hash, Optional<String> attribute, Optional<String> target) {}
    Row row =
        database.read(
            "find code",
            tx ->
                SqlTx.handle(tx)
                    .createQuery("select code_hash, attribute, target from code")
                    .map(
                        (rs, _) ->
                            new Row(
                                Secret.of(rs.getBytes(1)),
                                Optional.ofNullable(rs.getString(2)),
                                Optional.ofNullable(rs.getString(3))))
                    .one());

    assertThat(row.hash()).isEqualTo(Secret.of(bytes));
    assertThat(row.attribute()).isEmpty();
    assertThat(row.target()).hasValue("x");
  }

  @Test
  void listsOfValuesCanBeBound() {
    database.run(
        "add",
        tx -> {
          Counters.insert(tx, "one of", 1);
          Counters.insert(tx, "two of", 2);
        });

    Long sum =
        database.read(
            "sum",
            tx ->
                SqlTx.handle(tx)
                    .createQuery("select sum(failures) from lockout where subject in (<names>)")
                    .bindList("names", List.of("one of", "two of"))
                    .mapTo(Long.class)
                    .one());

    assertThat(sum).isEqualTo(3L);
  }

  private Optional<Long> insertOnce(String subject) {
    return database.write(
        "insert once",
        tx ->
            SqlTx.handle(tx)
                .createQuery(
                    """
                    insert into lockout (subject, failures, locked_until, last_at)
                    values (:subject, 1, 0, 0) on conflict do nothing returning failures
                    """)
                .bind("subject", subject)
                .mapTo(Long.class)
                .findFirst());
  }

  private void incrementElsewhere(String name) {
    try {
      Thread.startVirtualThread(() -> database.run("count", tx -> Counters.increment(tx, name)))
          .join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long value(String name) {
    return database.read("find", tx -> Counters.value(tx, name));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
