package dev.poolhouse.sql;

import dev.poolhouse.crypto.DataKeys;
import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.store.Transactions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// The data keys of this database, unwrapped and held in memory. May be shared.
///
/// Nodes agree without talking to each other: a key's id is one above the newest, and the primary
/// key lets one node's key win. Keys that another node has made are found when a value names them.
/// Inside a transaction nothing is rotated; [#find] of a key this node has not seen is then refused
/// like every nested transaction.
public final class SqlDataKeys implements DataKeys {
  private static final int KEY_BYTES = 32;

  private final Transactions transactions;
  private final MasterKey master;
  private final InstantSource clock;
  private final SecureRandom random;
  private final ReentrantLock changing = new ReentrantLock();
  private volatile Map<Purpose, NavigableMap<Integer, Held>> held = Map.of();

  /// An unwrapped key.
  private record Held(DataKey key, Instant createdAt) {}

  private SqlDataKeys(
      Transactions transactions, MasterKey master, InstantSource clock, SecureRandom random) {
    this.transactions = transactions;
    this.master = master;
    this.clock = clock;
    this.random = random;
  }

  /// Loads all keys and makes those that are missing.
  ///
  /// @throws IllegalStateException if the master key is not the one that wrapped them
  public static SqlDataKeys open(
      Transactions transactions, MasterKey master, InstantSource clock, SecureRandom random) {
    SqlDataKeys keys = new SqlDataKeys(transactions, master, clock, random);
    keys.reload();
    List<Purpose> missing =
        Stream.of(Purpose.values()).filter(purpose -> !keys.held.containsKey(purpose)).toList();
    if (!missing.isEmpty()) {
      keys.make(missing, 1);
      keys.reload();
    }
    return keys;
  }

  @Override
  public DataKey current(Purpose purpose) {
    Held newest = newest(purpose);
    if (outlived(purpose, newest) && !Nesting.inside()) {
      replace(purpose, newest.key().id());
      newest = newest(purpose);
    }
    return newest.key();
  }

  @Override
  public Optional<DataKey> find(Purpose purpose, int id) {
    Optional<DataKey> known = known(purpose, id);
    if (known.isPresent() || id <= newest(purpose).key().id()) {
      return known;
    }
    if (!transactions.read("find a data key", tx -> DataKeyRows.exists(tx, purpose, id))) {
      return Optional.empty();
    }
    reload();
    return known(purpose, id);
  }

  /// Makes a new key that seals from now on; earlier keys still open what they sealed.
  public void rotate(Purpose purpose) {
    replace(purpose, newest(purpose).key().id());
  }

  /// Reads the keys again, forgetting those destroyed meanwhile.
  public void reload() {
    changing.lock();
    try {
      Map<Purpose, NavigableMap<Integer, Held>> loaded = new EnumMap<>(Purpose.class);
      for (DataKeyRows.Row row : transactions.read("load data keys", DataKeyRows::list)) {
        purpose(row.purpose())
            .ifPresent(
                purpose ->
                    loaded
                        .computeIfAbsent(purpose, _ -> new TreeMap<>())
                        .put(row.id(), hold(purpose, row)));
      }
      held = loaded;
    } finally {
      changing.unlock();
    }
  }

  /// Wraps every key with another master key, all or none. Nodes that still know only the old one
  /// must be stopped before. Keys that the new one already opens are left as they are, so a second
  /// run does no harm.
  ///
  /// @return how many keys were wrapped anew
  /// @throws IllegalStateException if neither key opens one of them, or they changed meanwhile
  public static int rewrap(Transactions transactions, MasterKey from, MasterKey to) {
    List<DataKeyRows.Row> rows =
        transactions.read("load data keys", DataKeyRows::list).stream()
            .filter(row -> open(to, row).isEmpty())
            .toList();
    List<Secret> wrapped =
        rows.stream().map(row -> wrap(to, unwrap(from, row), row.purpose(), row.id())).toList();
    transactions.run(
        "rewrap data keys",
        tx -> {
          for (int i = 0; i < rows.size(); i++) {
            if (!DataKeyRows.rewrap(tx, rows.get(i), wrapped.get(i))) {
              throw new IllegalStateException("data keys changed meanwhile; stop all nodes first");
            }
          }
        });
    return rows.size();
  }

  private void replace(Purpose purpose, int id) {
    changing.lock();
    try {
      if (newest(purpose).key().id() == id) {
        make(List.of(purpose), id + 1);
        reload();
      }
    } finally {
      changing.unlock();
    }
  }

  /// Makes a key for each unless another node has made the one with this id.
  private void make(List<Purpose> purposes, int id) {
    List<DataKeyRows.Row> rows = purposes.stream().map(purpose -> fresh(purpose, id)).toList();
    transactions.run("make data keys", tx -> rows.forEach(row -> DataKeyRows.insert(tx, row)));
  }

  private DataKeyRows.Row fresh(Purpose purpose, int id) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    Secret wrapped = wrap(master, key, purpose.name(), id);
    return new DataKeyRows.Row(purpose.name(), id, wrapped, clock.instant());
  }

  private Held hold(Purpose purpose, DataKeyRows.Row row) {
    return Optional.ofNullable(keys(purpose).get(row.id()))
        .orElseGet(
            () -> new Held(new DataKey(row.id(), Secret.of(unwrap(master, row))), row.createdAt()));
  }

  private NavigableMap<Integer, Held> keys(Purpose purpose) {
    return held.getOrDefault(purpose, new TreeMap<>());
  }

  private Held newest(Purpose purpose) {
    return Optional.ofNullable(keys(purpose).lastEntry())
        .map(Map.Entry::getValue)
        .orElseThrow(() -> new IllegalStateException("no data key for " + purpose));
  }

  private Optional<DataKey> known(Purpose purpose, int id) {
    return Optional.ofNullable(keys(purpose).get(id)).map(Held::key);
  }

  private boolean outlived(Purpose purpose, Held newest) {
    return purpose
        .lifetime()
        .filter(lifetime -> !newest.createdAt().plus(lifetime).isAfter(clock.instant()))
        .isPresent();
  }

  /// Empty for keys of a newer release.
  private static Optional<Purpose> purpose(String name) {
    return Arrays.stream(Purpose.values())
        .filter(purpose -> purpose.name().equals(name))
        .findFirst();
  }

  private static Secret wrap(MasterKey master, byte[] key, String purpose, int id) {
    return Secret.of(master.wrap(key, context(purpose, id)));
  }

  private static byte[] unwrap(MasterKey master, DataKeyRows.Row row) {
    return open(master, row)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the master key does not open data key "
                        + context(row.purpose(), row.id())
                        + ": it is not the one this database was set up with"));
  }

  private static Optional<byte[]> open(MasterKey master, DataKeyRows.Row row) {
    return master.unwrap(row.wrapped().bytes(), context(row.purpose(), row.id()));
  }

  private static String context(String purpose, int id) {
    return purpose + " " + id;
  }
}
