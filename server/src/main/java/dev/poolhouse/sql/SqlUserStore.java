package dev.poolhouse.sql;

import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Claim;
import dev.poolhouse.user.FoldedAttributes;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserFilter;
import dev.poolhouse.user.UserId;
import dev.poolhouse.user.UserStore;
import dev.poolhouse.wire.StringMaps;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/// The rows of users. May be shared.
public final class SqlUserStore implements UserStore {
  private static final String INSERT =
      """
      insert into pool_user (user_id, pool_key, sub, username, status, enabled, attributes,
        pending_attributes, username_folded, email_folded, phone_folded, name_folded,
        given_name_folded, family_name_folded, preferred_username_folded, signed_out_at,
        mfa, created_at, modified_at, version)
      values (:userId, :poolKey, :sub, :username, :status, :enabled, :attributes,
        :pending, :usernameFolded, :email, :phone, :name,
        :givenName, :familyName, :preferred, :signedOutAt,
        :mfa, :createdAt, :modifiedAt, :version)
      """;

  /// A sign-out that came in between stays: it does not raise the version, so it is never undone.
  private static final String UPDATE =
      """
      update pool_user set status = :status, enabled = :enabled, attributes = :attributes,
        pending_attributes = :pending, email_folded = :email, phone_folded = :phone,
        name_folded = :name, given_name_folded = :givenName, family_name_folded = :familyName,
        preferred_username_folded = :preferred,
        signed_out_at = case when signed_out_at > :signedOutAt then signed_out_at
          else :signedOutAt end,
        mfa = :mfa, modified_at = :modifiedAt, version = version + 1
      where user_id = :userId and version = :version
      """;

  private static final String SIGN_OUT =
      """
      update pool_user set signed_out_at = :moment
      where user_id = :userId and signed_out_at < :moment
      """;

  private static final String FIND =
      "select " + UserRows.COLUMNS + " from pool_user where user_id = ?";

  private final SqlClaims claims = new SqlClaims();

  @Override
  public void insert(Tx tx, User user, FoldedAttributes folded) {
    bindFolded(bindUser(SqlTx.handle(tx).createUpdate(INSERT), user), folded)
        .bind("poolKey", user.poolKey().value())
        .bind("sub", user.sub())
        .bind("username", user.username())
        .bind("usernameFolded", folded.username())
        .bind("createdAt", user.createdAt().toEpochMilli())
        .execute();
  }

  @Override
  public Optional<User> find(Tx tx, UserId id) {
    return SqlTx.direct(tx).query(row -> UserRows.user(row, 1), FIND, id.value()).stream()
        .findFirst();
  }

  @Override
  public Optional<UserId> holder(Tx tx, PoolKey poolKey, List<Claim> wanted) {
    return claims.holder(tx, poolKey, wanted);
  }

  @Override
  public boolean update(Tx tx, User user, FoldedAttributes folded) {
    return bindFolded(bindUser(SqlTx.handle(tx).createUpdate(UPDATE), user), folded).execute() == 1;
  }

  @Override
  public void signOut(Tx tx, UserId id, Instant moment) {
    SqlTx.handle(tx)
        .createUpdate(SIGN_OUT)
        .bind("userId", id.value())
        .bind("moment", moment.toEpochMilli())
        .execute();
  }

  @Override
  public boolean delete(Tx tx, UserId id) {
    return find(tx, id).filter(user -> delete(tx, user)).isPresent();
  }

  private boolean delete(Tx tx, User user) {
    int deleted =
        SqlTx.handle(tx)
            .createUpdate("delete from pool_user where user_id = :userId")
            .bind("userId", user.id().value())
            .execute();
    if (deleted == 0) {
      return false;
    }
    claims.releaseAll(tx, user.poolKey(), user.id());
    UserRows.OWNED.forEach(
        sql -> SqlTx.handle(tx).createUpdate(sql).bind("userId", user.id().value()).execute());
    return true;
  }

  @Override
  public List<Claim> take(Tx tx, PoolKey poolKey, UserId id, Collection<Claim> wanted) {
    return wanted.stream()
        .sorted()
        .distinct()
        .filter(claim -> !claims.take(tx, poolKey, id, claim))
        .toList();
  }

  @Override
  public void release(Tx tx, PoolKey poolKey, UserId id, Collection<Claim> released) {
    released.stream().sorted().forEach(claim -> claims.release(tx, poolKey, id, claim));
  }

  @Override
  public List<Claim> claims(Tx tx, PoolKey poolKey, UserId id) {
    return claims.of(tx, poolKey, id);
  }

  @Override
  public List<User> list(Tx tx, PoolKey poolKey, UserFilter filter, String afterId, int limit) {
    return UserSearch.of(filter).list(tx, poolKey, afterId, limit);
  }

  private static <S extends SqlStatement<S>> S bindUser(S statement, User user) {
    return statement
        .bind("userId", user.id().value())
        .bind("status", user.status().toString())
        .bind("enabled", user.enabled() ? 1L : 0L)
        .bind("attributes", StringMaps.write(user.attributes()))
        .bind("pending", StringMaps.write(user.pending()))
        .bind("signedOutAt", user.signedOutAt().toEpochMilli())
        .bind("mfa", user.mfa().text())
        .bind("modifiedAt", user.modifiedAt().toEpochMilli())
        .bind("version", user.version());
  }

  private static <S extends SqlStatement<S>> S bindFolded(S statement, FoldedAttributes folded) {
    return statement
        .bind("email", folded.email())
        .bind("phone", folded.phone())
        .bind("name", folded.name())
        .bind("givenName", folded.givenName())
        .bind("familyName", folded.familyName())
        .bind("preferred", folded.preferredUsername());
  }
}
