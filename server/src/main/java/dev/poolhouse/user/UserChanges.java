package dev.poolhouse.user;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.function.Function;
import java.util.function.Supplier;

/// Changes users: finds, edits and stores in one transaction, with the names that follow from it,
/// and begins again when someone else changed the user in between. May be shared.
public final class UserChanges {
  private static final int ATTEMPTS = 5;

  private final Transactions transactions;
  private final UserStore users;
  private final UserNames names;
  private final Aliases aliases;

  public UserChanges(Transactions transactions, UserStore users, UserNames names, Aliases aliases) {
    this.transactions = transactions;
    this.users = users;
    this.names = names;
    this.aliases = aliases;
  }

  /// What a transaction makes of a user: the user as it shall be stored. It may run several times,
  /// so it decides, and writes through stores at most.
  @FunctionalInterface
  public interface Edit {
    User apply(Tx tx, User user);
  }

  /// The user of that name. Throws `UserNotFoundException`.
  public User find(Pool pool, String name) {
    return transactions
        .readOnce("find user by name", tx -> names.id(tx, pool, name))
        .flatMap(id -> transactions.readOnce("find user", tx -> users.find(tx, id)))
        .orElseThrow(UserNames::missing);
  }

  /// Reads without changing anything.
  <T> T read(String work, Function<Tx, T> body) {
    return transactions.read(work, body);
  }

  /// Edits the user of that name and stores the outcome.
  ///
  /// Throws `UserNotFoundException` when there is none, what `edit` throws, `AliasExistsException`
  /// when a name the user would get is taken, and `InternalErrorException` when the race is lost
  /// again and again.
  ///
  /// @param work name of the transaction
  /// @return the user as it was stored
  public User change(String work, Pool pool, String name, Edit edit) {
    return run(
        work,
        tx -> {
          User user = names.require(tx, pool, name);
          return store(tx, pool, user, edit.apply(tx, user), false);
        });
  }

  /// The same for a user that was found before; `edit` gets it as it is now.
  public User change(String work, Pool pool, User found, Edit edit) {
    return run(
        work,
        tx -> {
          User user = reread(tx, found);
          return store(tx, pool, user, edit.apply(tx, user), false);
        });
  }

  /// [#change] that takes verified aliases away from other users (`ForceAliasCreation`).
  public User changeMovingAliases(String work, Pool pool, User found, Edit edit) {
    return run(
        work,
        tx -> {
          User user = reread(tx, found);
          return store(tx, pool, user, edit.apply(tx, user), true);
        });
  }

  /// The user as it is now. Throws `UserNotFoundException` when it is gone.
  public User reread(Tx tx, User user) {
    return users.find(tx, user.id()).orElseThrow(UserNames::missing);
  }

  /// Runs work that calls [#store] or [NewUsers#insert], again when a race was lost.
  public <T> T run(String work, Function<Tx, T> body) {
    return repeat(() -> transactions.write(work, body));
  }

  /// Runs work that calls a store once, again when a race was lost.
  public <T> T runOnce(String work, Function<Tx, T> body) {
    return repeat(() -> transactions.writeOnce(work, body));
  }

  private static <T> T repeat(Supplier<T> transaction) {
    for (int made = 1; ; made++) {
      try {
        return transaction.get();
      } catch (LostRace e) {
        if (made == ATTEMPTS) {
          throw ApiException.of(ErrorCode.INTERNAL_ERROR, "The user is being changed; try again.");
        }
      }
    }
  }

  /// Tells [#run] and [#runOnce] to begin again.
  public static RuntimeException lostRace() {
    return new LostRace();
  }

  /// Stores `after` in the place of `before` within a transaction of [#run].
  ///
  /// @param moveAliases whether verified aliases of others become this user's
  /// @return the user as it was stored
  public User store(Tx tx, Pool pool, User before, User after, boolean moveAliases) {
    if (!users.update(tx, after, FoldedAttributes.of(after))) {
      throw new LostRace();
    }
    aliases.follow(tx, pool, before, after, moveAliases);
    return after;
  }
}
