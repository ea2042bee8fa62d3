package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.store.StoreException;
import dev.poolhouse.store.Tx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/// How transactions share one commit. The writer is run on the test's own thread over a queue that
/// was filled and closed before, so each test has exactly one group and no timing.
final class SqliteWriterTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final JobQueue queue = new JobQueue(16);
  private SqliteConnection writing;
  private SqliteConnection outside;

  @BeforeEach
  void open(@TempDir Path folder) throws SQLException {
    SQLiteDataSource source = SqliteConnection.source(folder.resolve("test.db"), true, LONG);
    writing = new SqliteConnection(source.getConnection());
    outside = new SqliteConnection(source.getConnection());
    try (Handle handle = writing.jdbi().open()) {
      handle.execute(
          """
          create table lockout
            (subject text primary key, failures int, locked_until int, last_at int)
          """);
      handle.execute(
          """
          create table child
            (id text primary key, parent text references lockout deferrable initially deferred)
          """);
      handle.execute("pragma foreign_keys = on");
    }
  }

  @AfterEach
  void close() throws SQLException {
    outside.close();
    writing.close();
  }

  @Test
  void noResultLeavesBeforeTheCommonCommit() throws SQLException {
    AtomicLong committedMeanwhile = new AtomicLong();
    Job<Boolean> first = job("first", tx -> Counters.insert(tx, "first", 1));
    Job<Boolean> second =
        job(
            "second",
            tx -> {
              assertThat(Counters.value(tx, "first")).isEqualTo(1);
              committedMeanwhile.set(committed("first"));
              assertThat(first.isDecided()).isFalse();
            });

    write(first, second);

    assertThat(committedMeanwhile).hasValue(-1);
    assertThat(first.await()).isTrue();
    assertThat(second.await()).isTrue();
    assertThat(committed("first")).isEqualTo(1);
  }

  @Test
  void failingTransactionFailsAlone() throws SQLException {
    IllegalArgumentException thrown = new IllegalArgumentException("no");
    Job<Boolean> before = job("before", tx -> Counters.insert(tx, "before", 1));
    Job<Boolean> failing =
        job(
            "failing",
            tx -> {
              Counters.insert(tx, "failing", 1);
              throw thrown;
            });
    Job<Boolean> refused = job("refused", tx -> Counters.insert(tx, "before", 2));
    Job<Boolean> after = job("after", tx -> Counters.insert(tx, "after", 1));

    write(before, failing, refused, after);

    assertThat(before.await()).isTrue();
    assertThatThrownBy(() -> failing.await()).isSameAs(thrown);
    assertThatThrownBy(() -> refused.await()).isInstanceOf(StoreException.class);
    assertThat(after.await()).isTrue();
    assertThat(committed("before")).isEqualTo(1);
    assertThat(committed("failing")).isEqualTo(-1);
    assertThat(committed("after")).isEqualTo(1);
  }

  @Test
  void failedCommitFailsThemAll() throws SQLException {
    Job<Boolean> sound = job("sound", tx -> Counters.insert(tx, "sound", 1));
    Job<Boolean> orphan =
        job("orphan", tx -> SqlTx.handle(tx).execute("insert into child values ('c', 'nobody')"));

    write(sound, orphan);

    assertFailed(sound, "sound", "SQLITE_CONSTRAINT_FOREIGNKEY");
    assertFailed(orphan, "orphan", "SQLITE_CONSTRAINT_FOREIGNKEY");
    assertThat(committed("sound")).isEqualTo(-1);
  }

  @Test
  void rollbackByTheDatabaseFailsThemAll() throws SQLException {
    Job<Boolean> sound = job("sound", tx -> Counters.insert(tx, "sound", 1));
    Job<Boolean> fatal = job("fatal", tx -> SqlTx.handle(tx).execute("rollback"));
    Job<Boolean> never = job("never", tx -> Counters.insert(tx, "never", 1));

    write(sound, fatal, never);

    assertFailed(sound, "sound", "SQLITE_ERROR");
    assertFailed(fatal, "fatal", "SQLITE_ERROR");
    assertFailed(never, "never", "SQLITE_ERROR");
    assertThat(committed("sound")).isEqualTo(-1);
    assertThat(committed("never")).isEqualTo(-1);
  }

  @Test
  void groupAfterAFailedOneIsServed() throws SQLException {
    Job<Boolean> fatal = job("fatal", tx -> SqlTx.handle(tx).execute("rollback"));
    Job<Boolean> next = job("next", tx -> Counters.insert(tx, "next", 1));

    writeInGroupsOf(1, fatal, next);

    assertFailed(fatal, "fatal", "SQLITE_ERROR");
    assertThat(next.await()).isTrue();
  }

  @Test
  void abandonedTransactionIsNotRun() throws SQLException {
    Job<Boolean> late = job("late", tx -> Counters.insert(tx, "late", 1));

    late.expire(System.nanoTime() + LONG.toNanos());
    write(late);

    assertFailed(late, "late", "TIMEOUT");
    assertThat(committed("late")).isEqualTo(-1);
  }

  @Test
  void halfReadResultsDoNotHoldTheTransaction() throws SQLException {
    Job<Boolean> fill =
        job(
            "fill",
            tx -> {
              Counters.insert(tx, "a", 1);
              Counters.insert(tx, "b", 2);
            });
    Job<Boolean> peek =
        job("peek", tx -> SqlTx.handle(tx).createQuery("select * from lockout").mapToMap().first());

    write(fill, peek, job("again", tx -> Counters.increment(tx, "a")));

    assertThat(peek.await()).isTrue();
    assertThat(committed("a")).isEqualTo(2);
  }

  @Test
  void keptStatementWorksAgainAfterItHasFailed() throws SQLException {
    Job<Boolean> overflow = job("overflow", tx -> magnitude(tx, Long.MIN_VALUE));
    Job<Boolean> sound = job("sound", tx -> assertThat(magnitude(tx, -5)).isEqualTo(5));

    write(job("first", tx -> magnitude(tx, -1)), overflow, sound);

    assertFailed(overflow, "overflow", "SQLITE_ERROR");
    assertThat(sound.await()).isTrue();
  }

  private static long magnitude(Tx tx, long number) {
    return SqlTx.handle(tx)
        .createQuery("select abs(:number)")
        .bind("number", number)
        .mapTo(Long.class)
        .one();
  }

  private static void assertFailed(Job<?> job, String name, String code) {
    assertThatThrownBy(() -> job.await())
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.statement()).isEqualTo(name);
              assertThat(e.sqlState()).isEqualTo(code);
            });
  }

  private static Job<Boolean> job(String name, Consumer<Tx> work) {
    Function<Tx, Boolean> answering =
        tx -> {
          work.accept(tx);
          return true;
        };
    return new Job<>(name, answering, LONG);
  }

  private void write(Job<?>... jobs) throws SQLException {
    writeInGroupsOf(jobs.length, jobs);
  }

  private void writeInGroupsOf(int group, Job<?>... jobs) throws SQLException {
    Arrays.stream(jobs).forEach(queue::add);
    queue.close();
    new SqliteWriter(writing, queue, group).run();
  }

  private long committed(String name) {
    try (SqlTx tx = outside.tx(false)) {
      return Counters.value(tx, name);
    }
  }
}
