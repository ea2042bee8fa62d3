package dev.poolhouse.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// Serves reads of a SQLite file, each in one deferred transaction and so on one snapshot. Several
/// readers share one queue.
final class SqliteReader implements Runnable {
  private final SqliteConnection connection;
  private final JobQueue queue;
  private final PreparedStatement begin;
  private final PreparedStatement end;

  SqliteReader(SqliteConnection connection, JobQueue queue) throws SQLException {
    this.connection = connection;
    this.queue = queue;
    connection.refuseWrites();
    begin = connection.prepare("begin deferred");
    end = connection.prepare("rollback");
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
      begin.execute();
      job.run(connection.jdbi());
      end.execute();
    } catch (SQLException e) {
      job.fail(SqlFailure.named(job.name(), e));
    }
    job.finish();
  }
}
