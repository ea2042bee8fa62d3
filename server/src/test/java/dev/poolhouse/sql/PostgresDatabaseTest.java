package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.store.StoreException;
import dev.poolhouse.store.Tx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What only the PostgreSQL engine promises: lost transactions run again, within bounds, decided by
/// SQLSTATE; limits of time; isolation. Conflicts are real ones.
final class PostgresDatabaseTest {
  private static TestDatabase test;
  private static Database database;

  @BeforeAll
  static void open() {
    test = TestDatabases.postgresIcu();
    database = test.database();
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void deadlockIsRunAgain() throws InterruptedException {
    database.run("add", tx -> Counters.insert(tx, "left", 0));
    database.run("add", tx -> Counters.insert(tx, "right", 0));
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger attempts = new AtomicInteger();

    Thread one = incrementBoth("left", "right", bothHoldOne, attempts);
    Thread other = incrementBoth("right", "left", bothHoldOne, attempts);
    one.join();
    other.join();

    assertThat(attempts).hasValue(3);
    assertThat(value("left")).isEqualTo(2);
    assertThat(value("right")).isEqualTo(2);
  }

  @Test
  void serializationFailureIsRunAgain() {
    database.run("add", tx -> Counters.insert(tx, "contended", 0));
    AtomicInteger attempts = new AtomicInteger();

    database.run(
        "read, then write",
        tx -> {
          SqlTx.handle(tx).execute("set transaction isolation level repeatable read");
          Counters.value(tx, "contended");
          if (attempts.incrementAndGet() == 1) {
            incrementElsewhere("contended");
          }
          Counters.increment(tx, "contended");
        });

    assertThat(attempts).hasValue(2);
    assertThat(value("contended")).isEqualTo(2);
  }

  @Test
  void hopelessTransactionIsGivenUpWithAllItsFailures() {
    AtomicInteger attempts = new AtomicInteger();

    assertThatThrownBy(() -> raise("40001", attempts))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.statement()).isEqualTo("raise");
              assertThat(e.sqlState()).isEqualTo("40001");
              assertThat(e).cause().satisfies(last -> assertThat(last.getSuppressed()).hasSize(1));
            });
    assertThat(attempts).hasValue(TestDatabases.ATTEMPTS);
  }

  @Test
  void otherFailuresAreNotRunAgain() {
    for (String state : new String[] {"23505", "23514", "42501"}) {
      AtomicInteger attempts = new AtomicInteger();
      assertThatThrownBy(() -> raise(state, attempts))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.sqlState()).isEqualTo(state));
      assertThat(attempts).as(state).hasValue(1);
    }
  }

  @Test
  void readsHaveOneReadOnlySnapshotAndWritesSeeTheNewestRows() {
    assertThat(database.<String>read("ask", tx -> show(tx, "transaction_isolation")))
        .isEqualTo("repeatable read");
    assertThat(database.<String>read("ask", tx -> show(tx, "transaction_read_only")))
        .isEqualTo("on");
    assertThat(database.<String>write("ask", tx -> show(tx, "transaction_isolation")))
        .isEqualTo("read committed");
  }

  @Test
  void slowStatementIsEndedByTheServer() {
    PostgresLimits hasty =
        new PostgresLimits(1, 1, Duration.ofSeconds(20), Duration.ofMillis(50), 1);
    try (Database impatient = TestDatabases.open(test, hasty)) {
      assertThatThrownBy(
              () -> impatient.run("sleep", tx -> SqlTx.handle(tx).execute("select pg_sleep(20)")))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.sqlState()).isEqualTo("57014"));
    }
  }

  @Test
  void serverThatDoesNotAnswerStopsTheStart() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/none";
      PostgresLimits hasty =
          new PostgresLimits(1, 1, Duration.ofMillis(250), Duration.ofSeconds(1), 1);

      assertThatThrownBy(
              () ->
                  PostgresDatabase.open(
                      url, "nobody", Secret.of("hunter2"), hasty, new SecureRandom()))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.sqlState()).isEqualTo("08001"));
    }
  }

  @Test
  void testDatabaseSortsUnlikeBytes() {
    boolean likeReaders =
        database.read(
            "compare",
            tx -> SqlTx.handle(tx).createQuery("select 'a' < 'B'").mapTo(Boolean.class).one());

    assertThat(likeReaders).isTrue();
  }

  private static Thread incrementBoth(
      String first, String second, CyclicBarrier bothHoldOne, AtomicInteger attempts) {
    AtomicInteger own = new AtomicInteger();
    return Thread.startVirtualThread(
        () ->
            database.run(
                "increment both",
                tx -> {
                  attempts.incrementAndGet();
                  Counters.increment(tx, first);
                  if (own.incrementAndGet() == 1) {
                    await(bothHoldOne);
                  }
                  Counters.increment(tx, second);
                }));
  }

  private static void incrementElsewhere(String name) {
    try {
      Thread.startVirtualThread(() -> database.run("count", tx -> Counters.increment(tx, name)))
          .join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void raise(String state, AtomicInteger attempts) {
    database.run(
        "raise",
        tx -> {
          attempts.incrementAndGet();
          SqlTx.handle(tx)
              .execute("do $$ begin raise exception using errcode = '" + state + "'; end $$");
        });
  }

  private static long value(String name) {
    return database.read("find", tx -> Counters.value(tx, name));
  }

  private static String show(Tx tx, String setting) {
    return SqlTx.handle(tx).createQuery("show " + setting).mapTo(String.class).one();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }
}
