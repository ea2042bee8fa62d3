package dev.poolhouse.sql;

import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.user.FoldedAttributes;
import dev.poolhouse.user.MfaPreference;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Users for store tests, and races.
final class StoredUsers {
  static final PoolKey POOL = new PoolKey("pool");
  static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);

  private StoredUsers() {}

  static User user(String id, Map<String, String> attributes) {
    return new User(
        new UserId(id),
        POOL,
        "sub-" + id,
        "Name-" + id,
        UserStatusType.CONFIRMED,
        true,
        attributes,
        Map.of(),
        Instant.EPOCH,
        MfaPreference.NONE,
        NOW,
        NOW,
        1);
  }

  static User store(Database database, User user) {
    SqlUserStore store = new SqlUserStore();
    database.run("store", tx -> store.insert(tx, user, FoldedAttributes.of(user)));
    return user;
  }

  /// The results of `times` calls made at once.
  static <T> List<T> race(int times, Callable<T> call) throws InterruptedException {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        calls.add(call);
      }
      for (Future<T> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
    return results;
  }
}
