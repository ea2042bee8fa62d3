package dev.poolhouse.user;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.store.Tx;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Sets passwords and keeps users from setting one of their latest again (`PasswordHistorySize`).
/// May be shared.
///
/// The size counts the present password as one of the latest (unsure).
public final class PasswordHistory {
  private final CredentialStore credentials;
  private final Passwords passwords;

  public PasswordHistory(CredentialStore credentials, Passwords passwords) {
    this.credentials = credentials;
    this.passwords = passwords;
  }

  /// The passwords that the pool does not let the user set again, newest first.
  public List<Credential> latest(Tx tx, Pool pool, UserId id) {
    int size = size(pool);
    if (size == 0) {
      return List.of();
    }
    List<Credential> latest = new ArrayList<>(credentials.find(tx, id).stream().toList());
    latest.addAll(credentials.history(tx, id));
    return List.copyOf(latest.subList(0, Math.min(size, latest.size())));
  }

  /// Refuses a password that is one of `latest`: `PasswordHistoryPolicyViolationException`. Costs
  /// an exponentiation for each; call it outside transactions.
  public void check(UserId id, List<Credential> latest, Secret password) {
    if (passwords.reused(id, latest, password)) {
      throw ApiException.of(
          ErrorCode.PASSWORD_HISTORY_POLICY_VIOLATION, "Password has previously been used");
    }
  }

  /// [Passwords#permanent] for a user that is stored.
  public Credential permanent(Pool pool, User user, Secret password, Instant now) {
    return passwords.permanent(pool, user.id(), user.username(), password, now);
  }

  /// [Passwords#temporary] for a user that is stored.
  public Credential temporary(Pool pool, User user, Secret password, Instant now) {
    return passwords.temporary(pool, user.id(), user.username(), password, now);
  }

  /// Sets the user's password and keeps as many earlier ones as the pool asks.
  public void set(Tx tx, Pool pool, UserId id, Credential credential) {
    credentials.set(tx, id, credential, Math.max(0, size(pool) - 1));
  }

  private static int size(Pool pool) {
    Integer size = pool.policy().passwordPolicy().passwordHistorySize();
    return size == null ? 0 : size;
  }
}
