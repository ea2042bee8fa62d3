package dev.poolhouse.sql;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.ClientId;
import dev.poolhouse.client.ClientSecret;
import dev.poolhouse.client.ClientStore;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.store.Tx;
import dev.poolhouse.wire.ApiCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// App clients in the tables `client` and `client_secret`. May be shared.
public final class SqlClientStore implements ClientStore {
  /// One row where the client of a pool and the pool still exist.
  static final String EXISTS =
      """
      select 1 from client c join pool p on p.pool_key = c.pool_key
      where c.pool_key = ? and c.client_id = ?
      """;

  /// Members of a client's configuration that the SDK's class does not know. None yet.
  private static final Set<String> EXTRA_MEMBERS = Set.of();

  @Override
  public boolean insert(Tx tx, Client client) {
    Handle handle = SqlTx.handle(tx);
    forgetClientOfRetiredPool(handle, client.id());
    boolean inserted =
        bindConfiguration(
                    handle.createUpdate(
                        """
                        insert into client
                          (pool_key, client_id, name, document, extra,
                           created_at, modified_at, version)
                        select pool_key, :clientId, :name, :document, :extra,
                          :createdAt, :modifiedAt, 1
                        from pool where pool_key = :poolKey
                        on conflict do nothing
                        """),
                    client)
                .bind("createdAt", client.createdAt().toEpochMilli())
                .execute()
            == 1;
    if (inserted) {
      client.secrets().forEach(secret -> insertSecret(handle, client, secret, Integer.MAX_VALUE));
      ConfigVersion.bump(tx);
    }
    return inserted;
  }

  /// A deleted pool's rows go little by little; the id of one of its clients may be pinned again
  /// before that.
  private static void forgetClientOfRetiredPool(Handle handle, ClientId id) {
    handle
        .createUpdate(
            """
            delete from client_secret
            where client_id = :clientId and pool_key in (
              select pool_key from client
              where client_id = :clientId and pool_key not in (select pool_key from pool))
            """)
        .bind("clientId", id.value())
        .execute();
    handle
        .createUpdate(
            """
            delete from client
            where client_id = :clientId and pool_key not in (select pool_key from pool)
            """)
        .bind("clientId", id.value())
        .execute();
  }

  @Override
  public Optional<Client> find(Tx tx, ClientId id) {
    Handle handle = SqlTx.handle(tx);
    return handle
        .createQuery(
            """
            select c.pool_key, p.pool_id, c.client_id, c.document, c.extra,
              c.created_at, c.modified_at, c.version
            from client c join pool p on p.pool_key = c.pool_key
            where c.client_id = :clientId
            """)
        .bind("clientId", id.value())
        .map((row, _) -> client(row, _ -> secrets(handle, id)))
        .findOne();
  }

  @Override
  public boolean update(Tx tx, Client client) {
    boolean updated =
        bindConfiguration(
                    SqlTx.handle(tx)
                        .createUpdate(
                            """
                            update client
                            set name = :name, document = :document, extra = :extra,
                              modified_at = :modifiedAt, version = version + 1
                            where pool_key = :poolKey and client_id = :clientId
                              and version = :version
                            """),
                    client)
                .bind("version", client.version())
                .execute()
            == 1;
    ConfigVersion.bump(tx);
    return updated;
  }

  private static <S extends SqlStatement<S>> S bindConfiguration(S statement, Client client) {
    return statement
        .bind("poolKey", client.poolKey().value())
        .bind("clientId", client.id().value())
        .bind("name", client.document().clientName())
        .bind("document", ApiCodec.writeText(client.document()))
        .bind("extra", ApiCodec.writeText(UserPoolClientType.builder().build(), client.extra()))
        .bind("modifiedAt", client.modifiedAt().toEpochMilli());
  }

  @Override
  public boolean delete(Tx tx, PoolKey poolKey, ClientId id) {
    Handle handle = SqlTx.handle(tx);
    handle
        .createUpdate(
            "delete from client_secret where pool_key = :poolKey and client_id = :clientId")
        .bind("poolKey", poolKey.value())
        .bind("clientId", id.value())
        .execute();
    handle
        .createUpdate(
            "delete from risk_configuration where pool_key = :poolKey and client_id = :clientId")
        .bind("poolKey", poolKey.value())
        .bind("clientId", id.value())
        .execute();
    boolean deleted =
        handle
                .createUpdate(
                    "delete from client where pool_key = :poolKey and client_id = :clientId")
                .bind("poolKey", poolKey.value())
                .bind("clientId", id.value())
                .execute()
            == 1;
    ConfigVersion.bump(tx);
    return deleted;
  }

  @Override
  public List<Client> list(Tx tx, PoolKey poolKey, String afterId, int limit) {
    Handle handle = SqlTx.handle(tx);
    Map<String, List<ClientSecret>> secrets = secretsOfPage(handle, poolKey, afterId, limit);
    return handle
        .createQuery(
            """
            select c.pool_key, p.pool_id, c.client_id, c.document, c.extra,
              c.created_at, c.modified_at, c.version
            from client c join pool p on p.pool_key = c.pool_key
            where c.pool_key = :poolKey and c.client_id > :afterId
            order by c.client_id limit :limit
            """)
        .bind("poolKey", poolKey.value())
        .bind("afterId", afterId)
        .bind("limit", limit)
        .map((row, _) -> client(row, id -> secrets.getOrDefault(id, List.of())))
        .list();
  }

  private static Map<String, List<ClientSecret>> secretsOfPage(
      Handle handle, PoolKey poolKey, String afterId, int limit) {
    record Owned(String clientId, ClientSecret secret) {}
    return handle
        .createQuery(
            """
            select client_id, secret_id, secret, created_at
            from client_secret
            where pool_key = :poolKey and client_id in (
              select client_id from client
              where pool_key = :poolKey and client_id > :afterId
              order by client_id limit :limit)
            order by client_id, created_at, secret_id
            """)
        .bind("poolKey", poolKey.value())
        .bind("afterId", afterId)
        .bind("limit", limit)
        .map((row, _) -> new Owned(row.getString("client_id"), secret(row)))
        .collect(
            Collectors.groupingBy(
                Owned::clientId, Collectors.mapping(Owned::secret, Collectors.toList())));
  }

  @Override
  public boolean addSecret(Tx tx, Client client, ClientSecret secret, int most) {
    Handle handle = SqlTx.handle(tx);
    boolean added = takeTurn(handle, client) && insertSecret(handle, client, secret, most);
    ConfigVersion.bump(tx);
    return added;
  }

  private static boolean insertSecret(Handle handle, Client client, ClientSecret secret, int most) {
    return handle
            .createUpdate(
                """
                insert into client_secret (pool_key, client_id, secret_id, secret, created_at)
                select pool_key, client_id, :secretId, :secret, :createdAt
                from client
                where pool_key = :poolKey and client_id = :clientId and :most > (
                  select count(*) from client_secret
                  where pool_key = :poolKey and client_id = :clientId)
                on conflict do nothing
                """)
            .bind("poolKey", client.poolKey().value())
            .bind("clientId", client.id().value())
            .bind("secretId", secret.id())
            .bind("secret", secret.value().bytes())
            .bind("createdAt", secret.createdAt().toEpochMilli())
            .bind("most", most)
            .execute()
        == 1;
  }

  @Override
  public boolean deleteSecret(Tx tx, Client client, String secretId) {
    Handle handle = SqlTx.handle(tx);
    boolean deleted = takeTurn(handle, client) && removeSecret(handle, client, secretId);
    ConfigVersion.bump(tx);
    return deleted;
  }

  private static boolean removeSecret(Handle handle, Client client, String secretId) {
    return handle
            .createUpdate(
                """
                delete from client_secret
                where pool_key = :poolKey and client_id = :clientId and secret_id = :secretId
                  and 1 < (
                    select count(*) from client_secret
                    where pool_key = :poolKey and client_id = :clientId)
                """)
            .bind("poolKey", client.poolKey().value())
            .bind("clientId", client.id().value())
            .bind("secretId", secretId)
            .execute()
        == 1;
  }

  /// Locks the client's row, so that changes of its secrets count them one after the other. False
  /// when the client is gone.
  private static boolean takeTurn(Handle handle, Client client) {
    return handle
            .createUpdate(
                """
                update client set version = version
                where pool_key = :poolKey and client_id = :clientId
                """)
            .bind("poolKey", client.poolKey().value())
            .bind("clientId", client.id().value())
            .execute()
        == 1;
  }

  @Override
  public boolean exists(Tx tx, PoolKey poolKey, ClientId id) {
    return !SqlTx.direct(tx)
        .query(row -> row.getLong(1), EXISTS, poolKey.value(), id.value())
        .isEmpty();
  }

  private static List<ClientSecret> secrets(Handle handle, ClientId id) {
    return handle
        .createQuery(
            """
            select s.secret_id, s.secret, s.created_at
            from client_secret s
              join client c on c.pool_key = s.pool_key and c.client_id = s.client_id
            where c.client_id = :clientId
            order by s.created_at, s.secret_id
            """)
        .bind("clientId", id.value())
        .map((row, _) -> secret(row))
        .list();
  }

  private static ClientSecret secret(ResultSet row) throws SQLException {
    return new ClientSecret(
        row.getString("secret_id"),
        Sealed.of(row.getBytes("secret")),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }

  private static Client client(ResultSet row, Function<String, List<ClientSecret>> secrets)
      throws SQLException {
    String id = row.getString("client_id");
    return new Client(
        new PoolKey(row.getString("pool_key")),
        new PoolId(row.getString("pool_id")),
        new ClientId(id),
        ApiCodec.readText(UserPoolClientType::builder, row.getString("document")),
        ApiCodec.membersOfText(row.getString("extra"), EXTRA_MEMBERS),
        secrets.apply(id),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("modified_at")),
        row.getLong("version"));
  }
}
