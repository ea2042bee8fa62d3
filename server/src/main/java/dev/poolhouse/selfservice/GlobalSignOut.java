package dev.poolhouse.selfservice;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.user.UserStore;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.InstantSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GlobalSignOutRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GlobalSignOutResponse;

/// Ends all of the user's sign-ins up to now, through whichever client: refresh tokens and access
/// tokens are refused from here on.
public final class GlobalSignOut implements Operation<GlobalSignOutRequest, GlobalSignOutResponse> {
  private final AccessTokens tokens;
  private final Transactions transactions;
  private final UserStore users;
  private final InstantSource clock;

  public GlobalSignOut(
      AccessTokens tokens, Transactions transactions, UserStore users, InstantSource clock) {
    this.tokens = tokens;
    this.transactions = transactions;
    this.users = users;
    this.clock = clock;
  }

  @Override
  public GlobalSignOutResponse run(Caller caller, GlobalSignOutRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    transactions.run(
        "sign out everywhere", tx -> users.signOut(tx, grant.user().id(), clock.instant()));
    return GlobalSignOutResponse.builder().build();
  }
}
