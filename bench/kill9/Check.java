package dev.poolhouse.bench;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Compares what the server has after its restart with what its clients were told. May be shared by
/// threads that check different accounts.
final class Check {
  private final Api api;
  private final Pool pool;
  private final Journal journal;

  Check(Api api, Pool pool, Journal journal) {
    this.api = api;
    this.pool = pool;
    this.journal = journal;
  }

  /// Every listed user is one that somebody asked for and has a status and an address, and every
  /// acknowledged one is listed.
  void listing(Map<String, Account> accounts) throws IOException {
    Set<String> listed = new HashSet<>();
    String next = "";
    do {
      Answer page = api.require("ListUsers", pool.list(next));
      for (String user : page.body().split("(?=\\{\"Username\":)")) {
        inspect(new Answer(page.status(), user), listed, accounts);
      }
      next = page.text("PaginationToken");
    } while (!next.isEmpty());
    for (Account account : accounts.values()) {
      if (account.created() && !listed.contains(account.name())) {
        journal.lost("user " + account.name() + " is not listed");
      }
    }
  }

  /// One user of a page, from its `Username` to the next one's.
  private void inspect(Answer user, Set<String> seen, Map<String, Account> accounts) {
    String name = user.text("Username");
    if (name.isEmpty()) {
      return; // what stands before the first user
    }
    Account account = accounts.get(name);
    boolean whole =
        account != null
            && user.attribute("email").equals(account.email())
            && !user.attribute("sub").isEmpty()
            && !user.text("UserStatus").isEmpty();
    if (!whole || !seen.add(name)) {
      journal.halfWritten(name + " is listed as " + user.body());
    }
  }

  /// Whether everything acknowledged of one account is there.
  void account(Account account) throws IOException {
    Answer user = api.call("AdminGetUser", pool.user(account));
    if (user.error().equals("UserNotFoundException")) {
      absent(account);
    } else if (user.ok()) {
      present(account, user);
    } else {
      journal.halfWritten(account.name() + ": AdminGetUser answered " + user.body());
    }
    account.checked();
  }

  /// Not there: nothing may have been acknowledged, and nothing may be left in the way.
  private void absent(Account account) throws IOException {
    if (account.created()) {
      journal.lost("user " + account.name());
    }
    Answer again = api.call("SignUp", pool.signUp(account));
    if (again.ok()) {
      account.found(false, account.password());
    } else {
      journal.halfWritten(account.name() + " is absent, but SignUp answered " + again.body());
    }
  }

  private void present(Account account, Answer user) throws IOException {
    boolean confirmed = user.text("UserStatus").equals("CONFIRMED");
    if (account.confirmed() && !confirmed) {
      journal.lost("confirmation of " + account.name());
    }
    boolean whole =
        user.attribute("email").equals(account.email())
            && api.call("AdminGetUser", pool.user(user.attribute("sub"))).ok();
    if (!whole) {
      journal.halfWritten(account.name() + " is " + user.body());
    }
    refreshToken(account);
    String expected = confirmed ? "" : "UserNotConfirmedException";
    String current = account.password();
    Answer signIn = api.call("InitiateAuth", pool.signIn(account, current));
    if (account.inFlight() == Account.InFlight.PASSWORD && !signIn.error().equals(expected)) {
      current = account.askedPassword();
      signIn = api.call("InitiateAuth", pool.signIn(account, current));
    }
    if (!signIn.error().equals(expected)) {
      journal.lost("password of " + account.name() + ": sign-in answered " + signIn.body());
    }
    account.found(confirmed, current);
    if (signIn.ok()) {
      account.tokens(signIn.text("AccessToken"), signIn.text("RefreshToken"));
    }
  }

  /// The newest refresh token is good, unless a refresh in flight has taken effect. One that were
  /// ahead of the database, because its rotation was lost, would be refused as reused.
  private void refreshToken(Account account) throws IOException {
    if (account.refreshToken().isEmpty()) {
      return;
    }
    Answer refreshed = api.call("GetTokensFromRefreshToken", pool.refresh(account));
    boolean mayBeSpent = account.inFlight() == Account.InFlight.REFRESH;
    if (!refreshed.ok()
        && !(mayBeSpent && refreshed.error().equals("RefreshTokenReuseException"))) {
      journal.lost("refresh token of " + account.name() + ": " + refreshed.body());
    }
  }
}
