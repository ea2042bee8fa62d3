package dev.poolhouse.sql;

import dev.poolhouse.store.Tx;
import dev.poolhouse.user.LockoutStore;
import java.time.Duration;
import java.time.Instant;

/// The rows of failed attempts; the rule itself stands in [#FAIL]. May be shared.
///
/// The fifteen minutes without an attempt are counted from the end of the last lock (unsure), so
/// that waiting out the longest lock does not start over at five free attempts.
public final class SqlLockoutStore implements LockoutStore {
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

  /// A row where a subject is locked.
  static final String LOCKED = "select 1 from lockout where subject = ? and locked_until > ?";

  /// No row changes while the subject is locked. From the fifth failure on the lock is 2^(n-5)
  /// seconds; the fifteenth would be the first beyond 900.
  private static final String FAIL =
      """
      insert into lockout (subject, failures, locked_until, last_at) values (:subject, 1, 0, :now)
      on conflict (subject) do update set
        failures = case when lockout.last_at <= :idle and lockout.locked_until <= :idle then 1
          else lockout.failures + 1 end,
        locked_until = case
          when lockout.last_at <= :idle and lockout.locked_until <= :idle then 0
          when lockout.failures < 4 then 0
          when lockout.failures < 14
            then :now + (cast(1000 as bigint) << cast(lockout.failures - 4 as integer))
          else :now + 900000 end,
        last_at = :now
      where lockout.locked_until <= :now
      """;

  /// Forgets the failures of a subject that is not locked.
  static final String SUCCEED = "delete from lockout where subject = ? and locked_until <= ?";

  private static final String FORGET = "delete from lockout where subject = :subject";

  @Override
  public boolean locked(Tx tx, String subject, Instant now) {
    return !SqlTx.direct(tx)
        .query(row -> row.getLong(1), LOCKED, subject, now.toEpochMilli())
        .isEmpty();
  }

  @Override
  public boolean fail(Tx tx, String subject, Instant now) {
    return SqlTx.handle(tx)
            .createUpdate(FAIL)
            .bind("subject", subject)
            .bind("now", now.toEpochMilli())
            .bind("idle", now.minus(FORGOTTEN_AFTER).toEpochMilli())
            .execute()
        == 1;
  }

  @Override
  public boolean succeed(Tx tx, String subject, Instant now) {
    SqlTx.direct(tx).update(SUCCEED, subject, now.toEpochMilli());
    return !locked(tx, subject, now);
  }

  @Override
  public void forget(Tx tx, String subject) {
    SqlTx.handle(tx).createUpdate(FORGET).bind("subject", subject).execute();
  }
}
