package dev.poolhouse.sql;

import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.user.MfaPreference;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.StringMaps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// How rows of `pool_user` are read, and which rows go with them.
final class UserRows {
  /// The columns that [#user] reads.
  static final String COLUMNS =
      """
      user_id, pool_key, sub, username, status, enabled, attributes, pending_attributes,
      signed_out_at, mfa, created_at, modified_at, version
      """;

  /// One user by internal id.
  static final String FIND = "select " + COLUMNS + " from pool_user where user_id = :userId";

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

  /// The user in the current row.
  static User user(ResultSet row) throws SQLException {
    return new User(
        new UserId(row.getString("user_id")),
        new PoolKey(row.getString("pool_key")),
        row.getString("sub"),
        row.getString("username"),
        UserStatusType.fromValue(row.getString("status")),
        row.getLong("enabled") == 1,
        StringMaps.read(row.getString("attributes")),
        StringMaps.read(row.getString("pending_attributes")),
        Instant.ofEpochMilli(row.getLong("signed_out_at")),
        MfaPreference.parse(row.getString("mfa")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("modified_at")),
        row.getLong("version"));
  }
}
