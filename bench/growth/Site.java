package dev.poolhouse.bench;

import dev.poolhouse.sql.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A server with one pool of so many users.
///
/// @param name such as `growth.sqlite.1000`
/// @param bytesPerUser what a user adds to the database
record Site(String name, Production server, Target target, double bytesPerUser)
    implements AutoCloseable {
  private static final int WITH_PASSWORD = 10_000;

  /// Sets the server up, starts it and fills its pool.
  ///
  /// @param postgres where the database is made; empty for SQLite
  static Site create(Options options, Path folder, Optional<Postgres> postgres, int size)
      throws Exception {
    Installed installed = installed(folder, postgres, size);
    Production server =
        Production.start(
            Cores.words(options.cores("--server-cores")),
            options.launcher(),
            folder,
            Map.of(),
            installed.options());
    Target target = new Target(server.url(), server.signer(), Math.min(size, WITH_PASSWORD), size);
    long before = installed.bytes();
    int times = Math.max(0, size - WITH_PASSWORD - Copies.TEMPLATES) / Copies.TEMPLATES;
    int loaded = size - times * Copies.TEMPLATES;
    try (Database database = installed.open()) {
      new UserLoader(database, folder, target.poolId()).load(target.users(), loaded);
    }
    if (times > 0) {
      System.err.printf("making %,d users within the database ...%n", size - loaded);
      installed.run(new Copies(loaded - Copies.TEMPLATES, times).statements());
    }
    installed.settle();
    double bytes = (double) (installed.bytes() - before) / size;
    String name =
        String.format(
            Locale.ROOT, "growth.%s.%d", postgres.isEmpty() ? "sqlite" : "postgresql", size);
    return new Site(name, server, target, bytes);
  }

  private static Installed installed(Path folder, Optional<Postgres> postgres, int size)
      throws IOException, InterruptedException {
    if (postgres.isEmpty()) {
      return new Installed.Sqlite(folder);
    }
    String name = "poolhouse_" + size;
    postgres.get().create(name);
    return new Installed.Postgresql(postgres.get(), name);
  }

  long pid() {
    return server.server().pid();
  }

  @Override
  public void close() {
    server.close();
  }
}
