package dev.poolhouse.sql;

import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.user.MfaPreference;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.StringMaps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// How rows of `pool_user` are read, and which rows go with them.
final class UserRows {
  /// The columns that [#user] reads, in its order.
  static final String COLUMNS =
      """
      user_id, pool_key, sub, username, status, enabled, attributes, pending_attributes,
      signed_out_at, mfa, created_at, modified_at, version
      """;

  /// How many they are.
  static final int WIDTH = 13;

  /// Statements that delete all a user owns, apart from its own row and its names.
  static final List<String> OWNED =
      List.of(
          "delete from password_credential where user_id = :userId",
          "delete from password_history where user_id = :userId",
          "delete from code where user_id = :userId",
          "delete from spent_session where user_id = :userId",
          "delete from refresh_family where user_id = :userId",
          "delete from group_member where user_id = :userId",
          "delete from auth_event where user_id = :userId",
          "delete from passkey_registration where user_id = :userId",
          "delete from passkey where user_id = :userId",
          "delete from custom_rounds where user_id = :userId",
          "delete from pending_device where user_id = :userId",
          "delete from device where user_id = :userId",
          "delete from software_token where user_id = :userId",
          "delete from queued_message where user_id = :userId",
          "delete from lockout where subject = :userId",
          "delete from rate where subject = :userId");

  private UserRows() {}

  /// The columns of the user whom a query calls `alias`.
  static String columns(String alias) {
    return columns(alias, COLUMNS);
  }

  /// A list of columns, each of the table that a query calls `alias`.
  static String columns(String alias, String names) {
    return Arrays.stream(names.strip().split(",\\s*", -1))
        .map(column -> alias + "." + column)
        .collect(Collectors.joining(", "));
  }

  /// The user in the current row.
  ///
  /// @param first number of the first of [#COLUMNS] in it
  static User user(ResultSet row, int first) throws SQLException {
    int column = first;
    return new User(
        new UserId(DirectSql.text(row, column++)),
        new PoolKey(DirectSql.text(row, column++)),
        DirectSql.text(row, column++),
        DirectSql.text(row, column++),
        UserStatusType.fromValue(DirectSql.text(row, column++)),
        row.getLong(column++) == 1,
        StringMaps.read(DirectSql.text(row, column++)),
        StringMaps.read(DirectSql.text(row, column++)),
        Instant.ofEpochMilli(row.getLong(column++)),
        MfaPreference.parse(DirectSql.text(row, column++)),
        Instant.ofEpochMilli(row.getLong(column++)),
        Instant.ofEpochMilli(row.getLong(column++)),
        row.getLong(column));
  }
}
