package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.crypto.Purpose;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What has expired goes, what has not stays, and a retired pool leaves nothing behind: every table
/// that names a user or a pool is swept. Rows are more than one batch holds.
@EachDatabase
final class ReaperTest {
  private static final Duration NEVER = Duration.ofDays(365);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MORE_THAN_A_BATCH = 250;

  private final Database database;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  ReaperTest(TestDatabase test) {
    this.database = test.database();
  }

  /// One kind of row that expires.
  ///
  /// @param insert adds row `:id`, due at `:at`
  /// @param grace how long it stays after that
  private record Case(String table, String insert, Duration grace) {}

  private static final List<Case> CASES =
      List.of(
          new Case(
              "spent_session",
              "insert into spent_session (user_id, session_id, expires_at) values ('u', :id, :at)",
              Duration.ofHours(1)),
          new Case(
              "code",
              """
              insert into code (user_id, purpose, code_hash, created_at, expires_at)
              values ('u', :id, (select wrapped from data_key limit 1), 0, :at)
              """,
              Duration.ofDays(1)),
          new Case(
              "refresh_family",
              """
              insert into refresh_family
                (user_id, family_id, client_id, auth_time, event_id, scope, generation,
                 previous_until, created_at, expires_at)
              values ('u', :id, 'c', 0, 'e', '', 1, 0, 0, :at)
              """,
              Duration.ofDays(1)),
          new Case(
              "lockout",
              """
              insert into lockout (subject, failures, locked_until, last_at)
              values (:id, 1, 0, :at)
              """,
              Duration.ofDays(1)),
          new Case(
              "queued_event",
              """
              insert into queued_event
                (subject, destination, position, event_id, body, created_at, attempts, next_try_at)
              values ('u', 'FILE', 1, :id, '{}', :at, 0, 0)
              """,
              Duration.ofDays(3).plusHours(1)),
          new Case(
              "rate",
              """
              insert into rate (subject, action, window_start, uses)
              values (:id, 'a', :at, 1)
              """,
              Duration.ofDays(2)));

  @BeforeEach
  void empty() {
    for (String table : tables()) {
      if (!table.equals("config_version")) {
        execute("delete from " + table);
      }
    }
    SecureRandom random = new SecureRandom();
    SqlDataKeys.open(database, MasterKey.generate(random), now::get, random);
  }

  @Test
  void expiredRowsGoAndOthersStay() {
    try (Reaper reaper = reaper()) {
      for (Case row : CASES) {
        for (int i = 0; i < MORE_THAN_A_BATCH; i++) {
          insert(row, "expired " + i, START.minus(row.grace()).minusMillis(1));
        }
        insert(row, "due", START.minus(row.grace()));

        assertThat(reaper.sweepOnce()).as(row.table()).isEqualTo(MORE_THAN_A_BATCH);
        assertThat(count(row.table())).as(row.table()).isEqualTo(1);
      }
    }
  }

  @Test
  void lockoutStaysWhileItHolds() {
    execute("insert into lockout values ('locked', 9, " + START.toEpochMilli() + ", 0)");
    try (Reaper reaper = reaper()) {
      reaper.sweepOnce();
      assertThat(count("lockout")).isEqualTo(1);
    }
  }

  @Test
  void retiredPoolLeavesNothingBehind() {
    for (int i = 0; i < MORE_THAN_A_BATCH; i++) {
      addUser("retired", i);
    }
    addUser("kept", 1);
    execute("insert into retired_pool values ('retired', " + START.toEpochMilli() + ")");
    try (Reaper reaper = reaper()) {
      reaper.sweepOnce();
      assertThat(count("pool_user")).isEqualTo(1);
      assertThat(count("claim")).isEqualTo(1);
      assertThat(count("group_member")).isEqualTo(1);
      assertThat(count("user_group")).isEqualTo(1);
      assertThat(count("retired_pool")).as("swept again for an hour").isEqualTo(1);

      now.set(START.plus(Duration.ofMinutes(61)));
      addUser("retired", 999);
      reaper.sweepOnce();
      assertThat(count("pool_user")).isEqualTo(1);
      assertThat(count("retired_pool")).isZero();
    }
  }

  @Test
  void everyTableOfAUserOrPoolIsSwept() {
    List<String> deletions =
        Stream.concat(RetiredPools.OWNED.stream(), RetiredPools.CONFIGURED.stream())
            .map(sql -> sql.substring("delete from ".length(), sql.indexOf(" where")))
            .toList();

    for (String table : tables()) {
      List<String> columns = columns(table);
      boolean owned = columns.getFirst().equals("user_id") || columns.getFirst().equals("pool_key");
      if (owned && !List.of("claim", "retired_pool").contains(table)) {
        assertThat(deletions).contains(table);
      }
    }
  }

  @Test
  void oldSessionKeysAreDestroyedButNotTheNewest() {
    try (Reaper reaper = reaper()) {
      execute(
          """
          insert into data_key
          select purpose, 2, wrapped, created_at from data_key where purpose = 'SESSION'
          """);
      int before = count("data_key");
      now.set(START.plus(Duration.ofDays(3)));
      reaper.sweepOnce();
      assertThat(count("data_key")).isEqualTo(before);
      now.set(START.plus(Duration.ofDays(3)).plusMillis(1));
      reaper.sweepOnce();
      assertThat(count("data_key")).isEqualTo(Purpose.values().length);
    }
  }

  @Test
  void sweepsByItself() throws InterruptedException {
    CountDownLatch looked = new CountDownLatch(2);
    try (Reaper _ =
        Reaper.start(
            database,
            () -> {
              looked.countDown();
              return START;
            },
            Duration.ofMillis(1))) {
      assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Reaper reaper() {
    return Reaper.start(database, now::get, NEVER);
  }

  private void addUser(String pool, int number) {
    String user = pool + number;
    execute(
        """
        insert into pool_user
          (user_id, pool_key, sub, username, status, enabled, attributes, pending_attributes,
           username_folded, signed_out_at, created_at, modified_at, version)
        values ('%1$s', '%2$s', '%1$s', '%1$s', 'CONFIRMED', 1, '[]', '[]', '%1$s', 0, 0, 0, 1)
        """
            .formatted(user, pool));
    execute("insert into claim values ('%2$s', 'username', '%1$s', '%1$s')".formatted(user, pool));
    execute("insert into group_member values ('%1$s', '%2$s', 'g', 0)".formatted(user, pool));
    execute(
        """
        insert into user_group (pool_key, group_name, created_at, modified_at)
        values ('%s', 'g', 0, 0) on conflict do nothing
        """
            .formatted(pool));
  }

  private void insert(Case row, String id, Instant at) {
    database.run(
        "insert",
        tx ->
            SqlTx.handle(tx)
                .createUpdate(row.insert())
                .bind("id", id)
                .bind("at", at.toEpochMilli())
                .execute());
  }

  private void execute(String sql) {
    database.run("prepare the test", tx -> SqlTx.handle(tx).execute(sql));
  }

  private int count(String table) {
    return database.read(
        "count",
        tx ->
            SqlTx.handle(tx)
                .createQuery("select count(*) from " + table)
                .mapTo(Integer.class)
                .one());
  }

  private List<String> tables() {
    String sql =
        switch (database) {
          case SqliteDatabase _ -> "select name from sqlite_schema where type = 'table'";
          case PostgresDatabase _ ->
              "select table_name from information_schema.tables where table_schema = 'public'";
        };
    return list(sql).stream().filter(name -> !name.startsWith("flyway")).toList();
  }

  private List<String> columns(String table) {
    return list(
        switch (database) {
          case SqliteDatabase _ ->
              "select name from pragma_table_info('" + table + "') order by cid";
          case PostgresDatabase _ ->
              "select column_name from information_schema.columns where table_name = '"
                  + table
                  + "' order by ordinal_position";
        });
  }

  private List<String> list(String sql) {
    return database.read(
        "look at the schema", tx -> SqlTx.handle(tx).createQuery(sql).mapTo(String.class).list());
  }
}
