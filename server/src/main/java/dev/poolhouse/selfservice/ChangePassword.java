package dev.poolhouse.selfservice;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.risk.Scene;
import dev.poolhouse.risk.ThreatProtection;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.CredentialStore;
import dev.poolhouse.user.Limits;
import dev.poolhouse.user.PasswordHistory;
import dev.poolhouse.user.PasswordRules;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventFilterType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserContextDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Changes the signed-in user's password against the previous one; a user who has none sets a first
/// one. Tokens stay good. At most five times an hour.
///
/// Source: ChangePassword page of the API reference; sign-in reference §1.6 and §6.2.
public final class ChangePassword
    implements Operation<ChangePasswordRequest, ChangePasswordResponse> {
  private final AccessTokens tokens;
  private final Limits limits;
  private final PreviousPassword previous;
  private final PasswordHistory history;
  private final Storing storing;
  private final InstantSource clock;

  /// What reads and writes passwords.
  public record Storing(
      Transactions transactions,
      CredentialStore credentials,
      UserChanges changes,
      ThreatProtection threats) {}

  public ChangePassword(
      AccessTokens tokens,
      Limits limits,
      PreviousPassword previous,
      PasswordHistory history,
      Storing storing,
      InstantSource clock) {
    this.tokens = tokens;
    this.limits = limits;
    this.previous = previous;
    this.history = history;
    this.storing = storing;
    this.clock = clock;
  }

  private record Found(Optional<Credential> password, List<Credential> latest) {}

  @Override
  public ChangePasswordResponse run(Caller caller, ChangePasswordRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    Pool pool = grant.pool();
    User user = grant.user();
    Secret proposed = Secret.of(request.proposedPassword());
    PasswordRules.check(pool.policy(), proposed, PasswordRules.Wording.CHANGE);
    limits.use(user.id().value(), Limits.Action.CHANGE_PASSWORD);
    Scene scene =
        new Scene(
            pool,
            grant.client(),
            ThreatProtection.context(caller, pool, grant.client(), (UserContextDataType) null));
    storing.threats().requireSafe(scene, EventFilterType.PASSWORD_CHANGE, proposed);
    Found found = storing.transactions().read("find password", tx -> find(tx, pool, user));
    previous.require(
        new PreviousPassword.Attempt(
            user,
            found.password(),
            Optional.ofNullable(request.previousPassword()).map(Secret::of)));
    history.check(user.id(), found.latest(), proposed);
    Instant now = clock.instant();
    Credential changed = history.permanent(pool, user, proposed, now);
    storing
        .changes()
        .change(
            "change password",
            pool,
            user,
            (tx, present) -> {
              requireUnchanged(tx, present, found.password());
              previous.proven(tx, present);
              history.set(tx, pool, present.id(), changed);
              return present.withStatus(status(present), now);
            });
    storing.threats().note(scene, user.id(), true, EventType.PASSWORD_CHANGE);
    return ChangePasswordResponse.builder().build();
  }

  private Found find(Tx tx, Pool pool, User user) {
    return new Found(
        storing.credentials().find(tx, user.id()), history.latest(tx, pool, user.id()));
  }

  /// Of two changes that start from the same password one wins; the password that the other proved
  /// is wrong by then.
  private void requireUnchanged(Tx tx, User user, Optional<Credential> proven) {
    if (!storing.credentials().find(tx, user.id()).equals(proven)) {
      throw PreviousPassword.incorrect();
    }
  }

  /// A temporary password that is changed here need not be changed again (unsure).
  private static UserStatusType status(User user) {
    return user.status() == UserStatusType.FORCE_CHANGE_PASSWORD
        ? UserStatusType.CONFIRMED
        : user.status();
  }
}
