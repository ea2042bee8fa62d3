package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.store.StoreException;
import dev.poolhouse.store.Tx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only the SQLite engine promises: durability settings on the live connections, bounded
/// waits, an orderly close, a file for its owner alone. Grouping is proven by [SqliteWriterTest],
/// the queue by [JobQueueTest].
final class SqliteDatabaseTest {
  private static final SqliteLimits LIMITS =
      new SqliteLimits(2, 64, 16, Duration.ofSeconds(10), Duration.ofSeconds(5));

  @TempDir private Path folder;

  @Test
  void liveWriterForcesEveryCommitToTheDisk() {
    try (SqliteDatabase database = open()) {
      assertThat(database.<String>write("ask", tx -> pragma(tx, "synchronous"))).isEqualTo("2");
      assertThat(database.<String>write("ask", tx -> pragma(tx, "journal_mode"))).isEqualTo("wal");
      assertThat(database.<String>write("ask", tx -> pragma(tx, "foreign_keys"))).isEqualTo("0");
      assertThat(database.<String>write("ask", tx -> pragma(tx, "busy_timeout"))).isEqualTo("5000");
      assertThat(database.<String>read("ask", tx -> pragma(tx, "query_only"))).isEqualTo("1");
    }
  }

  @Test
  void temporaryDatabaseForcesNothingAndIsGoneAfterwards() {
    Path file;
    try (SqliteDatabase database = SqliteDatabase.temporary(LIMITS)) {
      assertThat(database.<String>write("ask", tx -> pragma(tx, "synchronous"))).isEqualTo("0");
      assertThat(database.<String>write("ask", tx -> pragma(tx, "journal_mode"))).isEqualTo("wal");
      file = Path.of(database.<String>read("ask", SqliteDatabaseTest::file));
      assertThat(file).exists();
    }
    assertThat(file.getParent()).doesNotExist();
  }

  @Test
  void fileBelongsToItsOwnerAlone() throws Exception {
    try (SqliteDatabase database = open()) {
      Migrations.run(database);
      for (String name : List.of("poolhouse.db", "poolhouse.db-wal", "poolhouse.db-shm")) {
        assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
            .as(name)
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  @Test
  void rowsOutliveTheProcess() {
    try (SqliteDatabase database = open()) {
      Migrations.run(database);
      database.run("add", tx -> Counters.insert(tx, "kept", 1));
    }
    try (SqliteDatabase database = open()) {
      assertThat(database.<Long>read("find", tx -> Counters.value(tx, "kept"))).isEqualTo(1);
    }
  }

  @Test
  void concurrentIncrementsAreAllCounted() throws InterruptedException {
    try (TestDatabase test = TestDatabases.sqlite()) {
      Database database = test.database();
      database.run("add", tx -> Counters.insert(tx, "sum", 0));
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        threads.add(
            Thread.startVirtualThread(
                () -> database.run("count", tx -> Counters.increment(tx, "sum"))));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(database.<Long>read("find", tx -> Counters.value(tx, "sum"))).isEqualTo(300);
    }
  }

  @Test
  void closedDatabaseRefuses() {
    SqliteDatabase database = SqliteDatabase.temporary(LIMITS);
    database.close();

    assertThatThrownBy(() -> database.read("late", _ -> true))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.sqlState()).isEqualTo("CLOSED"));
    database.close();
  }

  @Test
  void waitsEndWhereTheWriterHangs() throws InterruptedException {
    Duration limit = Duration.ofMillis(500);
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    try (SqliteDatabase database =
        SqliteDatabase.temporary(new SqliteLimits(1, 64, 16, limit, limit))) {
      Future<?> hanging =
          inBackground(
              () ->
                  database.run(
                      "hanging",
                      _ -> {
                        running.countDown();
                        awaitUnchecked(mayEnd);
                      }));
      running.await();
      Future<?> waiting = inBackground(() -> database.run("waiting", _ -> {}));

      assertThatThrownBy(waiting::get)
          .cause()
          .hasMessageContaining("waiting")
          .hasRootCauseMessage("waited PT0.5S");
      assertThat(code(waiting)).isEqualTo("TIMEOUT");
      assertThat(code(hanging)).isEqualTo("OUTCOME_UNKNOWN");
      mayEnd.countDown();
      database.run("the writer goes on", _ -> {});
    }
  }

  private static Future<?> inBackground(Runnable task) {
    FutureTask<?> future = new FutureTask<>(task, true);
    Thread.startVirtualThread(future);
    return future;
  }

  private static String code(Future<?> failed) {
    try {
      return failed.get().toString();
    } catch (ExecutionException e) {
      return e.getCause() instanceof StoreException refused ? refused.sqlState() : e.toString();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void closeLetsRunningTransactionsEnd() throws InterruptedException {
    SqliteDatabase database = open();
    Migrations.run(database);
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Thread writer =
        Thread.startVirtualThread(
            () ->
                database.run(
                    "slow",
                    tx -> {
                      running.countDown();
                      awaitUnchecked(mayEnd);
                      Counters.insert(tx, "slow", 1);
                    }));
    running.await();
    Thread closer = Thread.startVirtualThread(database::close);
    mayEnd.countDown();
    writer.join();
    closer.join();

    try (SqliteDatabase again = open()) {
      assertThat(again.<Long>read("find", tx -> Counters.value(tx, "slow"))).isEqualTo(1);
    }
  }

  private SqliteDatabase open() {
    return SqliteDatabase.open(folder.resolve("poolhouse.db"), LIMITS);
  }

  private static String pragma(Tx tx, String name) {
    return SqlTx.handle(tx).createQuery("pragma " + name).mapTo(String.class).one();
  }

  private static String file(Tx tx) {
    return SqlTx.handle(tx)
        .createQuery("select file from pragma_database_list where name = 'main'")
        .mapTo(String.class)
        .one();
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
