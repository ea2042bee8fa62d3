package dev.poolhouse.sql;

import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The table of wrapped data keys.
final class DataKeyRows {
  private DataKeyRows() {}

  /// One wrapped key.
  ///
  /// @param purpose name of a [Purpose], maybe one that only a newer release knows
  record Row(String purpose, int id, Secret wrapped, Instant createdAt) {}

  static List<Row> list(Tx tx) {
    return SqlTx.direct(tx)
        .query(
            row ->
                new Row(
                    DirectSql.text(row, 1),
                    Math.toIntExact(row.getLong(2)),
                    Secret.of(row.getBytes(3)),
                    Instant.ofEpochMilli(row.getLong(4))),
            """
            select purpose, key_id, wrapped, created_at
            from data_key
            order by purpose, key_id
            """);
  }

  static boolean exists(Tx tx, Purpose purpose, int id) {
    Optional<Integer> found =
        SqlTx.handle(tx)
            .createQuery("select 1 from data_key where purpose = :purpose and key_id = :id")
            .bind("purpose", purpose.name())
            .bind("id", id)
            .mapTo(Integer.class)
            .findOne();
    return found.isPresent();
  }

  /// Whether the row was new: another node may have made a key with this id first.
  static boolean insert(Tx tx, Row row) {
    return SqlTx.direct(tx)
            .update(
                """
                insert into data_key (purpose, key_id, wrapped, created_at)
                values (?, ?, ?, ?)
                on conflict do nothing
                """,
                row.purpose(),
                (long) row.id(),
                row.wrapped().bytes(),
                row.createdAt().toEpochMilli())
        == 1;
  }

  /// Replaces the wrapping of a key; false when it was replaced or destroyed meanwhile.
  static boolean rewrap(Tx tx, Row row, Secret wrapped) {
    return SqlTx.handle(tx)
            .createUpdate(
                """
                update data_key set wrapped = :wrapped
                where purpose = :purpose and key_id = :id and wrapped = :before
                """)
            .bind("wrapped", wrapped.bytes())
            .bind("purpose", row.purpose())
            .bind("id", row.id())
            .bind("before", row.wrapped().bytes())
            .execute()
        == 1;
  }

  /// Destroys the keys of a purpose made before an instant, but never its newest.
  ///
  /// @return how many
  static int destroy(Tx tx, Purpose purpose, Instant before) {
    return SqlTx.handle(tx)
        .createUpdate(
            """
            delete from data_key
            where purpose = :purpose and created_at < :before
              and key_id < (select max(key_id) from data_key where purpose = :purpose)
            """)
        .bind("purpose", purpose.name())
        .bind("before", before.toEpochMilli())
        .execute();
  }
}
