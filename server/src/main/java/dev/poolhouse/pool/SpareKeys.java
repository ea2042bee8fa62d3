package dev.poolhouse.pool;

import dev.poolhouse.store.StoreException;
import dev.poolhouse.store.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// RSA pairs made ahead of need by a thread of low priority, so that creating a pool does not wait
/// for them. The stock lies in the database and is shared by all nodes. May be shared.
public final class SpareKeys implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpareKeys.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final Transactions transactions;
  private final SigningKeyStore store;
  private final KeyPairs pairs;
  private final int stock;
  private final Semaphore taken = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  /// @param transactions where the stock is kept; not those that drop this node's caches
  /// @param stock number of pairs to have ready; with 0 nothing is made ahead
  public SpareKeys(Transactions transactions, SigningKeyStore store, KeyPairs pairs, int stock) {
    this.transactions = transactions;
    this.store = store;
    this.pairs = pairs;
    this.stock = stock;
    this.thread = Thread.ofPlatform().daemon().name("spare-keys").unstarted(this::run);
  }

  /// Begins to fill the stock.
  public void start() {
    if (stock > 0) {
      thread.start();
    }
  }

  /// Takes `count` pairs for good, from the stock as far as it goes; makes the rest.
  List<SpareKey> take(int count) {
    List<SpareKey> keys =
        new ArrayList<>(transactions.write("take spare keys", tx -> store.takeSpares(tx, count)));
    taken.release();
    while (keys.size() < count) {
      keys.add(pairs.make());
    }
    return List.copyOf(keys);
  }

  /// Ends the thread once the pair it is making is made.
  @Override
  public void close() {
    closed = true;
    taken.release();
    try {
      if (thread.isAlive() && !thread.join(LONGEST_END)) {
        throw new IllegalStateException("the thread that makes spare keys does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the thread for spare keys ended", e);
    }
  }

  private void run() {
    while (!closed) {
      try {
        fill();
      } catch (StoreException e) {
        LOG.warn("The stock of signing keys could not be filled; it is tried again", e);
      }
      rest();
    }
  }

  /// Waits until pairs are taken here; looks again after a while, since other nodes take too.
  private void rest() {
    try {
      if (taken.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        taken.drainPermits();
      }
    } catch (InterruptedException _) {
      closed = true;
    }
  }

  private void fill() {
    while (!closed && transactions.read("count spare keys", store::spares) < stock) {
      SpareKey key = pairs.make();
      transactions.run("add spare key", tx -> store.insertSpare(tx, key));
    }
  }
}
