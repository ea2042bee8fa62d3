package dev.poolhouse.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The one writer of a SQLite file: takes all transactions that are waiting, runs each in a
/// savepoint (unless it is alone) inside one `BEGIN IMMEDIATE`, and hands out no outcome before the
/// common commit. So many small transactions pay for one synchronisation of the disk.
///
/// A transaction that fails is rolled back to its savepoint and fails alone, after the commit,
/// since it may have failed because of what its neighbours wrote. A commit that fails, fails them
/// all.
final class SqliteWriter implements Runnable {
  private final SqliteConnection connection;
  private final JobQueue queue;
  private final int group;

  SqliteWriter(SqliteConnection connection, JobQueue queue, int group) {
    this.connection = connection;
    this.queue = queue;
    this.group = group;
  }

  /// Serves the queue until it is closed and empty.
  @Override
  public void run() {
    List<Job<?>> taken = queue.take(group);
    while (!taken.isEmpty()) {
      List<Job<?>> started = new ArrayList<>(taken);
      started.removeIf(job -> !job.start());
      if (!started.isEmpty()) {
        runGroup(started);
      }
      taken = queue.take(group);
    }
  }

  private void runGroup(List<Job<?>> jobs) {
    try {
      connection.execute("begin immediate");
      if (jobs.size() == 1) {
        runAlone(jobs.getFirst());
      } else {
        for (Job<?> job : jobs) {
          runOne(job);
        }
        connection.execute("commit");
      }
    } catch (SQLException e) {
      rollBack(e);
      jobs.forEach(job -> job.fail(SqlFailure.named(job.name(), e)));
    }
    jobs.forEach(Job::finish);
  }

  private void runAlone(Job<?> job) throws SQLException {
    job.run(connection);
    connection.execute(job.failed() ? "rollback" : "commit");
  }

  /// Throws when the savepoint is gone: SQLite has then rolled back the whole group by itself, as
  /// it does when the disk is full.
  private void runOne(Job<?> job) throws SQLException {
    connection.execute("savepoint job");
    job.run(connection);
    if (job.failed()) {
      connection.execute("rollback to job");
    }
    connection.execute("release job");
  }

  private void rollBack(SQLException reason) {
    try {
      connection.execute("rollback");
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
