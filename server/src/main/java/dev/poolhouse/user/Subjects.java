package dev.poolhouse.user;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.store.Transactions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Whose the `sub` of a verified token is. A user keeps it for good and it never moves on while the
/// user is there, so those seen last are remembered: one of the two reads of a GetUser. What the
/// user may do is always read. May be shared.
public final class Subjects {
  private static final int MOST = 10_000;

  private final Transactions transactions;
  private final UserStore users;
  private final Cache<Subject, UserId> remembered =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  public Subjects(Transactions transactions, UserStore users) {
    this.transactions = transactions;
    this.users = users;
  }

  private record Subject(PoolKey poolKey, String sub) {}

  /// What `reading` finds for the user of that `sub`. A user who is not found where remembered may
  /// have come back under another id, and is looked up again.
  public <T> Optional<T> read(PoolKey poolKey, String sub, Function<UserId, Optional<T>> reading) {
    Subject subject = new Subject(poolKey, sub);
    Optional<T> known = Optional.ofNullable(remembered.getIfPresent(subject)).flatMap(reading);
    return known.isPresent() ? known : find(subject).flatMap(reading);
  }

  private Optional<UserId> find(Subject subject) {
    Claim claim = new Claim(Claim.Kind.SUB, subject.sub());
    Optional<UserId> found =
        transactions.readOnce(
            "access-token-sub", tx -> users.holder(tx, subject.poolKey(), List.of(claim)));
    found.ifPresent(id -> remembered.put(subject, id));
    return found;
  }
}
