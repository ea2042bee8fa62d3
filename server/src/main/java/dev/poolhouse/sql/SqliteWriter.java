package dev.poolhouse.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The one writer of a SQLite file: takes all transactions that are waiting, runs each in a
/// savepoint inside one `BEGIN IMMEDIATE`, and hands out no outcome before the common commit. So
/// many small transactions pay for one synchronisation of the disk.
///
/// A transaction that fails is rolled back to its savepoint and fails alone, after the commit,
/// since it may have failed because of what its neighbours wrote. A commit that fails, fails them
/// all.
final class SqliteWriter implements Runnable {
  private final SqliteConnection connection;
  private final JobQueue queue;
  private final int group;
  private final PreparedStatement begin;
  private final PreparedStatement savepoint;
  private final PreparedStatement release;
  private final PreparedStatement rollbackTo;
  private final PreparedStatement commit;
  private final PreparedStatement rollback;

  SqliteWriter(SqliteConnection connection, JobQueue queue, int group) throws SQLException {
    this.connection = connection;
    this.queue = queue;
    this.group = group;
    begin = connection.prepare("begin immediate");
    savepoint = connection.prepare("savepoint job");
    release = connection.prepare("release job");
    rollbackTo = connection.prepare("rollback to job");
    commit = connection.prepare("commit");
    rollback = connection.prepare("rollback");
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
      begin.execute();
      for (Job<?> job : jobs) {
        runOne(job);
      }
      commit.execute();
    } catch (SQLException e) {
      rollBack(e);
      jobs.forEach(job -> job.fail(SqlFailure.named(job.name(), e)));
    }
    jobs.forEach(Job::finish);
  }

  /// Throws when the savepoint is gone: SQLite has then rolled back the whole group by itself, as
  /// it does when the disk is full.
  private void runOne(Job<?> job) throws SQLException {
    savepoint.execute();
    job.run(connection.jdbi());
    if (job.failed()) {
      rollbackTo.execute();
    }
    release.execute();
  }

  private void rollBack(SQLException reason) {
    try {
      rollback.execute();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
