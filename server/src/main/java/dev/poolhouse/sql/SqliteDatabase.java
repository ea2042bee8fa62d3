package dev.poolhouse.sql;

import dev.poolhouse.store.StoreException;
import dev.poolhouse.store.Tx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/// A database in one SQLite file, for one node: WAL, one [SqliteWriter], several [SqliteReader]s. A
/// native call holds the thread that makes it, so all but the shortest ([SqliteLookUps]) run on
/// platform threads of ours, and callers (virtual threads) only wait. May be shared.
public final class SqliteDatabase implements Database {
  private static final String OPEN = "open the SQLite database";
  private static final String CLOSE = "close the SQLite database";
  private static final String TEMPORARY = "poolhouse.db";

  /// How often the time is looked at while a caller may wait.
  private static final int LOOKS = 8;

  private final SQLiteDataSource source;
  private final SqliteLimits limits;
  private final List<Path> temporary;
  private final JobQueue writes;
  private final JobQueue reads;
  private final SqliteLookUps lookUps;
  private final Periodic timekeeper;
  private final List<Thread> threads = new ArrayList<>();
  private final List<SqliteConnection> connections = new ArrayList<>();

  private SqliteDatabase(SQLiteDataSource source, SqliteLimits limits, List<Path> temporary) {
    this.source = source;
    this.limits = limits;
    this.temporary = temporary;
    this.writes = new JobQueue(limits.queue());
    this.reads = new JobQueue(limits.queue());
    this.lookUps = new SqliteLookUps(limits.turn());
    this.timekeeper =
        Periodic.start("sqlite-timekeeper", limits.turn().dividedBy(LOOKS), this::expire);
  }

  private void expire() {
    long now = System.nanoTime();
    writes.expire(now);
    reads.expire(now);
  }

  /// Opens `file`, which is made, readable by its owner alone, when it does not exist; its folder
  /// must. A write that was acknowledged survives the end of the process and of the power.
  public static SqliteDatabase open(Path file, SqliteLimits limits) {
    create(file);
    return start(
        new SqliteDatabase(SqliteConnection.source(file, true, limits.busy()), limits, List.of()));
  }

  /// Opens a new, empty database that is gone after [#close]. It is a file in the folder for
  /// temporary files (SQLite's own memory databases know no WAL) that is never forced to the disk.
  public static SqliteDatabase temporary(SqliteLimits limits) {
    return start(inFolder(temporaryFolder(), limits));
  }

  /// The same, with what `prepared` holds, a database file that nobody has open.
  static SqliteDatabase temporary(Path prepared, SqliteLimits limits) {
    Path folder = temporaryFolder();
    try {
      Files.copy(prepared, folder.resolve(TEMPORARY));
    } catch (IOException e) {
      throw new UncheckedIOException("the prepared database cannot be copied", e);
    }
    return start(inFolder(folder, limits));
  }

  private static SqliteDatabase inFolder(Path folder, SqliteLimits limits) {
    Path file = folder.resolve(TEMPORARY);
    List<Path> temporary =
        List.of(
            file, folder.resolve(TEMPORARY + "-wal"), folder.resolve(TEMPORARY + "-shm"), folder);
    return new SqliteDatabase(
        SqliteConnection.source(file, false, limits.busy()), limits, temporary);
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("poolhouse-");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file for the database", e);
    }
  }

  @Override
  public <T> T read(String name, Function<Tx, T> work) {
    return run(reads, name, work);
  }

  @Override
  public <T> T readOnce(String name, Function<Tx, T> work) {
    Nesting.refuse(name);
    return lookUps.run(name, work);
  }

  @Override
  public <T> T write(String name, Function<Tx, T> work) {
    return run(writes, name, work);
  }

  @Override
  public <T> T writeOnce(String name, Function<Tx, T> work) {
    return write(name, work);
  }

  @Override
  public void close() {
    writes.close();
    reads.close();
    join();
    timekeeper.close();
    lookUps.close();
    closeConnections();
    try {
      for (Path path : temporary) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the temporary database was not deleted", e);
    }
  }

  /// Connections outside the runner, for migrations.
  DataSource direct() {
    return source;
  }

  private <T> T run(JobQueue queue, String name, Function<Tx, T> work) {
    Nesting.refuse(name);
    Job<T> job = new Job<>(name, work, limits.turn());
    queue.add(job);
    return job.await();
  }

  private static void create(Path file) {
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (FileAlreadyExistsException _) {
      // The usual case: an earlier run has made it.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the database file " + file, e);
    }
  }

  private static SqliteDatabase start(SqliteDatabase database) {
    try {
      database.startThreads();
      return database;
    } catch (SQLException e) {
      database.close();
      throw SqlFailure.named(OPEN, e);
    }
  }

  /// The writer comes first: its connection makes the file a WAL database. No thread is to be
  /// waited for before all have what they need.
  private void startThreads() throws SQLException {
    List<Thread> made = new ArrayList<>();
    SqliteWriter writer = new SqliteWriter(connect(), writes, limits.group());
    made.add(Thread.ofPlatform().daemon().name("sqlite-writer").unstarted(writer));
    for (int i = 1; i <= limits.readers(); i++) {
      SqliteReader reader = new SqliteReader(connect(), reads);
      made.add(Thread.ofPlatform().daemon().name("sqlite-reader-" + i).unstarted(reader));
      lookUps.add(connect());
    }
    threads.addAll(made);
    threads.forEach(Thread::start);
  }

  private SqliteConnection connect() throws SQLException {
    SqliteConnection connection = new SqliteConnection(source.getConnection());
    connections.add(connection);
    return connection;
  }

  private void join() {
    try {
      for (Thread thread : threads) {
        if (!thread.join(limits.turn())) {
          throw new StoreException(
              CLOSE, SqlFailure.TIMEOUT, new IllegalStateException(thread + " is still running"));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(CLOSE, SqlFailure.INTERRUPTED, e);
    }
  }

  /// Readers first: the last connection to close folds the log into the file, and must be able to
  /// write.
  private void closeConnections() {
    try {
      for (SqliteConnection connection : connections.reversed()) {
        connection.close();
      }
    } catch (SQLException e) {
      throw SqlFailure.named(CLOSE, e);
    }
  }
}
