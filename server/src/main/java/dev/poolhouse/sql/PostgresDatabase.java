package dev.poolhouse.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.store.StoreException;
import dev.poolhouse.store.Tx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL database, for any number of nodes. Work runs on the caller's thread. May be shared.
///
/// Writes run at READ COMMITTED: every decision is one conditional statement or a constraint, which
/// that level judges by the newest row, so that rivals wait for each other instead of failing.
/// Reads run read-only at REPEATABLE READ, because several statements must see one snapshot; there
/// this level costs nothing and cannot fail. Each kind has a pool of its own: the level is then set
/// once per connection and needs no round trip per transaction.
public final class PostgresDatabase implements Database {
  private final DataSource direct;
  private final HikariDataSource writers;
  private final HikariDataSource readers;
  private final Jdbi writing;
  private final Jdbi reading;
  private final Retry retry;

  private PostgresDatabase(
      DataSource direct, HikariDataSource writers, HikariDataSource readers, Retry retry) {
    this.direct = direct;
    this.writers = writers;
    this.readers = readers;
    this.writing = JdbiSettings.apply(Jdbi.create(writers));
    this.reading = JdbiSettings.apply(Jdbi.create(readers));
    this.retry = retry;
  }

  /// Opens the database; throws [StoreException] when it cannot be reached.
  ///
  /// @param url JDBC URL, such as `jdbc:postgresql://host:5432/poolhouse?sslmode=verify-full`
  /// @param random spreads the retries of rivals
  public static PostgresDatabase open(
      String url, String user, Secret password, PostgresLimits limits, SecureRandom random) {
    PGSimpleDataSource direct = direct(url, user, password, limits);
    HikariConfig writing = pool(url, user, password, limits);
    writing.setPoolName("postgres-writers");
    writing.setMaximumPoolSize(limits.writers());
    writing.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    HikariConfig reading = pool(url, user, password, limits);
    reading.setPoolName("postgres-readers");
    reading.setMaximumPoolSize(limits.readers());
    reading.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    // also for statements outside a transaction, where the driver's own setting says nothing
    reading.setConnectionInitSql(
        writing.getConnectionInitSql() + "; set default_transaction_read_only = on");
    reading.setReadOnly(true);
    HikariDataSource writers = connect(writing);
    try {
      HikariDataSource readers = connect(reading);
      Retry retry = new Retry(limits.attempts(), random, Thread::sleep);
      return new PostgresDatabase(direct, writers, readers, retry);
    } catch (StoreException e) {
      writers.close();
      throw e;
    }
  }

  @Override
  public <T> T read(String name, Function<Tx, T> work) {
    return run(reading, name, work);
  }

  @Override
  public <T> T readOnce(String name, Function<Tx, T> work) {
    return runOnce(reading, name, work);
  }

  @Override
  public <T> T write(String name, Function<Tx, T> work) {
    return run(writing, name, work);
  }

  @Override
  public <T> T writeOnce(String name, Function<Tx, T> work) {
    return runOnce(writing, name, work);
  }

  @Override
  public void close() {
    readers.close();
    writers.close();
  }

  /// Connections outside the runner and its limits, for migrations.
  DataSource direct() {
    return direct;
  }

  private <T> T run(Jdbi jdbi, String name, Function<Tx, T> work) {
    Nesting.refuse(name);
    return retry.run(name, () -> jdbi.inTransaction(handle -> run(handle, false, name, work)));
  }

  /// Without `begin` and `commit`: PostgreSQL makes a transaction of each message by itself.
  private <T> T runOnce(Jdbi jdbi, String name, Function<Tx, T> work) {
    Nesting.refuse(name);
    return retry.run(name, () -> jdbi.withHandle(handle -> run(handle, true, name, work)));
  }

  private static <T> T run(Handle handle, boolean once, String name, Function<Tx, T> work) {
    DirectSql direct = new DirectSql(DirectSql.of(handle.getConnection()), true);
    SqlTx tx = new SqlTx(() -> handle, direct, once); // whoever opened the handle closes it
    return Nesting.run(name, () -> work.apply(tx));
  }

  private static HikariDataSource connect(HikariConfig config) {
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw new StoreException("connect to PostgreSQL", "08001", e);
    }
  }

  private static HikariConfig pool(
      String url, String user, Secret password, PostgresLimits limits) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password.reveal());
    config.setConnectionTimeout(limits.connect().toMillis());
    config.setInitializationFailTimeout(limits.connect().toMillis());
    config.setConnectionInitSql(
        "set statement_timeout = %1$d; set idle_in_transaction_session_timeout = %1$d"
            .formatted(limits.statement().toMillis()));
    config.addDataSourceProperty("connectTimeout", seconds(limits.connect()));
    config.addDataSourceProperty("loginTimeout", seconds(limits.connect()));
    // The server ends a slow statement by itself; this ends the wait for a server that is gone.
    config.addDataSourceProperty("socketTimeout", seconds(limits.statement().multipliedBy(2)));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("preparedStatementCacheQueries", "512");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    // Details of a server's error hold column values.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty("ApplicationName", "poolhouse");
    return config;
  }

  private static PGSimpleDataSource direct(
      String url, String user, Secret password, PostgresLimits limits) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password.reveal());
    source.setConnectTimeout(Math.toIntExact(limits.connect().toSeconds()) + 1);
    source.setLogServerErrorDetail(false);
    source.setApplicationName("poolhouse-migrations");
    return source;
  }

  /// Whole seconds as the driver wants them, rounded up: zero would mean no limit.
  private static String seconds(Duration duration) {
    return Long.toString(duration.plusMillis(999).toSeconds());
  }
}
