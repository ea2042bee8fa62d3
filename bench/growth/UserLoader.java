package dev.poolhouse.bench;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.Srp;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.sql.Database;
import dev.poolhouse.sql.SqlCredentialStore;
import dev.poolhouse.sql.SqlDataKeys;
import dev.poolhouse.sql.SqlPoolStore;
import dev.poolhouse.sql.SqlUserStore;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Aliases;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.NewUsers;
import dev.poolhouse.user.Passwords;
import dev.poolhouse.user.Turns;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Puts confirmed users into a pool without the server, with its own code. Used by one thread.
final class UserLoader {
  private static final int BATCH = 1_000;

  private final SqlUserStore users = new SqlUserStore();
  private final SqlCredentialStore credentials = new SqlCredentialStore();
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock = InstantSource.system();
  private final Database database;
  private final Pool pool;
  private final Sealer sealer;
  private final Passwords passwords;
  private final NewUsers newUsers;
  private final byte[] noVerifier;

  /// @param folder where `poolhouse setup` left the master key
  UserLoader(Database database, Path folder, String poolId) throws IOException {
    this.database = database;
    this.pool =
        database
            .read("find pool", tx -> new SqlPoolStore().find(tx, new PoolId(poolId)))
            .orElseThrow();
    MasterKey master =
        MasterKey.parse(Secret.of(Files.readString(folder.resolve("master.key")).strip()), random);
    this.sealer = new Sealer(SqlDataKeys.open(database, master, clock, random), random);
    this.passwords = new Passwords(sealer, random, Turns.standard());
    UserNames names = new UserNames(users);
    this.newUsers = new NewUsers(users, names, new Aliases(users, names, clock), new Ids(random));
    this.noVerifier =
        Srp.verifier(pool.id().part(), "nobody", Secret.of(Target.PASSWORD), random).encode();
  }

  private record Prepared(User user, Credential credential) {}

  /// Loads `all` users, the first `withPassword` of which can sign in with [Target#PASSWORD].
  void load(int withPassword, int all) {
    Progress progress = new Progress("users loaded", all);
    for (int from = 0; from < all; from += BATCH) {
      List<Prepared> batch = new ArrayList<>();
      for (int number = from; number < Math.min(all, from + BATCH); number++) {
        batch.add(prepare(Target.name(number), number < withPassword));
      }
      database.run("load", tx -> batch.forEach(one -> insert(tx, one)));
      progress.at(from + batch.size());
    }
  }

  private Prepared prepare(String name, boolean withPassword) {
    Instant now = clock.instant();
    Map<String, String> attributes = Map.of("email", name + "@example.com");
    User user =
        newUsers.user(
            pool,
            newUsers.newcomer(pool.policy(), name, attributes),
            UserStatusType.CONFIRMED,
            now);
    Credential credential =
        withPassword
            ? passwords.permanent(pool, user.id(), name, Secret.of(Target.PASSWORD), now)
            : unusable(user, now);
    return new Prepared(user, credential);
  }

  private Credential unusable(User user, Instant now) {
    Sealed sealed = Sealed.of(sealer.seal(Purpose.PASSWORD, noVerifier, user.id().value()));
    return new Credential.SrpVerifier(
        sealed, pool.id().part(), user.username(), false, now, Optional.empty());
  }

  private void insert(Tx tx, Prepared one) {
    newUsers.insert(tx, pool, one.user(), NewUsers.Wording.CREATE, false);
    credentials.set(tx, one.user().id(), one.credential(), 0);
  }
}
