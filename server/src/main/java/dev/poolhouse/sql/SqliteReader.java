package dev.poolhouse.sql;

import java.sql.SQLException;
import java.util.List;

/// Serves reads of a SQLite file, each in one deferred transaction and so on one snapshot. Several
/// readers share one queue.
final class SqliteReader implements Runnable {
  private final SqliteConnection connection;
  private final JobQueue queue;

  SqliteReader(SqliteConnection connection, JobQueue queue) throws SQLException {
    this.connection = connection;
    this.queue = queue;
    connection.refuseWrites();
  }

  /// Serves the queue until it is closed and empty.
  @Override
  public void run() {
    List<Job<?>> taken = queue.take(1);
    while (!taken.isEmpty()) {
      Job<?> job = taken.getFirst();
      if (job.start()) {
        runOne(job);
      }
      taken = queue.take(1);
    }
  }

  private void runOne(Job<?> job) {
    try {
      connection.execute("begin deferred");
      job.run(connection);
      connection.execute("rollback");
    } catch (SQLException e) {
      job.fail(SqlFailure.named(job.name(), e));
    }
    job.finish();
  }
}
