package dev.poolhouse.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// One client of the load: its own users, one call at a time. Used by one thread at a time.
final class Client {
  private static final int MOST_PASSWORD_CHANGES = 5; // the server's limit per hour and user

  private final int number;
  private final Pool pool;
  private final Journal journal;
  private final SplittableRandom random;
  private final List<Account> accounts = new ArrayList<>();

  Client(int number, Pool pool, Journal journal, SplittableRandom random) {
    this.number = number;
    this.pool = pool;
    this.journal = journal;
    this.random = random;
  }

  List<Account> accounts() {
    return accounts;
  }

  /// Works until the server stops answering.
  void work(Api api) {
    try {
      while (true) {
        if (accounts.isEmpty() || random.nextInt(3) == 0) {
          arrive(api);
        } else {
          goOn(api, accounts.get(random.nextInt(accounts.size())));
        }
      }
    } catch (IOException _) {
      journal.disconnected(); // the kill; the account remembers what was in flight
    }
  }

  private void arrive(Api api) throws IOException {
    Account account = new Account("user-" + number + "-" + accounts.size(), "Password-0-a");
    accounts.add(account);
    account.ask(Account.InFlight.SIGN_UP);
    if (record(account, api.call("SignUp", pool.signUp(account)))) {
      confirmAndSignIn(api, account);
    }
  }

  private void confirmAndSignIn(Api api, Account account) throws IOException {
    account.ask(Account.InFlight.CONFIRMATION);
    if (record(account, api.call("AdminConfirmSignUp", pool.user(account)))) {
      signIn(api, account);
    }
  }

  private void goOn(Api api, Account account) throws IOException {
    if (!account.created()) {
      return; // its sign-up was refused, and counted
    }
    if (!account.confirmed()) {
      confirmAndSignIn(api, account);
    } else if (account.refreshToken().isEmpty()) {
      signIn(api, account);
    } else if (random.nextBoolean()) {
      refresh(api, account);
    } else {
      changePassword(api, account);
    }
  }

  private void signIn(Api api, Account account) throws IOException {
    account.ask(Account.InFlight.SIGN_IN);
    Answer answer = api.call("InitiateAuth", pool.signIn(account, account.password()));
    if (record(account, answer)) {
      account.tokens(answer.text("AccessToken"), answer.text("RefreshToken"));
    }
  }

  private void refresh(Api api, Account account) throws IOException {
    account.ask(Account.InFlight.REFRESH);
    Answer answer = api.call("GetTokensFromRefreshToken", pool.refresh(account));
    if (record(account, answer)) {
      account.tokens(answer.text("AccessToken"), answer.text("RefreshToken"));
    }
  }

  private void changePassword(Api api, Account account) throws IOException {
    boolean self = account.passwordChanges() < MOST_PASSWORD_CHANGES;
    account.askPassword("Password-" + account.passwordChanges() + "-b");
    record(
        account,
        self
            ? api.call("ChangePassword", pool.changePassword(account))
            : api.call("AdminSetUserPassword", pool.setPassword(account)));
  }

  private boolean record(Account account, Answer answer) {
    if (answer.ok()) {
      account.acknowledge();
      journal.acknowledged();
      return true;
    }
    journal.unexpected(account.inFlight() + " of " + account.name() + ": " + answer.body());
    account.ask(Account.InFlight.NOTHING);
    return false;
  }
}
