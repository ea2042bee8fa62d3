package dev.poolhouse.bench.jmh;

import dev.poolhouse.sql.Database;
import dev.poolhouse.sql.Migrations;
import dev.poolhouse.sql.SqlLockoutStore;
import dev.poolhouse.sql.SqlUserStore;
import dev.poolhouse.sql.SqliteDatabase;
import dev.poolhouse.sql.SqliteLimits;
import dev.poolhouse.user.FoldedAttributes;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// One transaction on SQLite with 10,000 users, forced to the disk; one caller at a time. These are
/// times on the clock, waits for the disk and between threads included, not CPU time.
@State(Scope.Benchmark)
public class StoreBenchmark {
  private static final int USERS = 10_000;

  private final SqlUserStore users = new SqlUserStore();
  private final SqlLockoutStore lockouts = new SqlLockoutStore();
  private final SplittableRandom random = new SplittableRandom(1);
  private final Path folder;
  private final Database database;

  /// Makes a database.
  public StoreBenchmark() {
    try {
      folder = Files.createTempDirectory("poolhouse-jmh-");
    } catch (IOException e) {
      throw new IllegalStateException("no temporary folder", e);
    }
    database = SqliteDatabase.open(folder.resolve("poolhouse.db"), SqliteLimits.standard());
  }

  /// Fills it.
  @Setup
  public void fill() {
    Migrations.run(database);
    database.run(
        "fill",
        tx -> {
          for (int number = 0; number < USERS; number++) {
            User user = Someone.number(number);
            users.insert(tx, user, FoldedAttributes.of(user));
          }
        });
  }

  /// Removes it.
  @TearDown
  public void remove() throws IOException {
    database.close();
    for (String name : List.of("poolhouse.db", "poolhouse.db-wal", "poolhouse.db-shm")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.delete(folder);
  }

  /// A user by id.
  @Benchmark
  public Optional<User> read() {
    UserId id = Someone.number(random.nextInt(USERS)).id();
    return database.read("find", tx -> users.find(tx, id));
  }

  /// A row written and committed.
  @Benchmark
  public boolean commit() {
    String subject = "subject-" + random.nextInt(USERS);
    return database.write("fail", tx -> lockouts.fail(tx, subject, Someone.NOW));
  }
}
