package dev.poolhouse.sql;

import dev.poolhouse.store.Tx;
import dev.poolhouse.user.RateStore;
import java.time.Duration;
import java.time.Instant;

/// The rows of counted uses. May be shared.
public final class SqlRateStore implements RateStore {
  /// Counts and decides in one statement: no row changes when the window is full.
  private static final String USE =
      """
      insert into rate (subject, action, window_start, uses) values (:subject, :action, :now, 1)
      on conflict (subject, action) do update set
        uses = case when rate.window_start <= :ended then 1 else rate.uses + 1 end,
        window_start = case when rate.window_start <= :ended then :now
          else rate.window_start end
      where rate.window_start <= :ended or rate.uses < :most
      """;

  @Override
  public boolean use(Tx tx, String subject, String action, int most, Duration window, Instant now) {
    return SqlTx.handle(tx)
            .createUpdate(USE)
            .bind("subject", subject)
            .bind("action", action)
            .bind("most", (long) most)
            .bind("now", now.toEpochMilli())
            .bind("ended", now.minus(window).toEpochMilli())
            .execute()
        == 1;
  }
}
