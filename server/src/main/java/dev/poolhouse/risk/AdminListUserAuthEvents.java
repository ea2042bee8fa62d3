package dev.poolhouse.risk;

import dev.poolhouse.pool.Pages;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListUserAuthEventsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListUserAuthEventsResponse;

/// Lists a user's events, newest first.
///
/// Source: AdminListUserAuthEvents page of the API reference; sign-in reference §9.
public final class AdminListUserAuthEvents
    implements Operation<AdminListUserAuthEventsRequest, AdminListUserAuthEventsResponse> {
  private static final String SEPARATOR = " ";

  private final Pools pools;
  private final Transactions transactions;
  private final UserNames names;
  private final AuthEventStore events;
  private final Pages pages;

  public AdminListUserAuthEvents(
      Pools pools, Transactions transactions, UserNames names, AuthEventStore events, Pages pages) {
    this.pools = pools;
    this.transactions = transactions;
    this.names = names;
    this.events = events;
    this.pages = pages;
  }

  @Override
  public AdminListUserAuthEventsResponse run(
      Caller caller, AdminListUserAuthEventsRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    ProtectionMode.require(pool);
    User user = transactions.read("find user", tx -> names.require(tx, pool, request.username()));
    String kind = "AdminListUserAuthEvents " + user.id().value();
    AuthEventStore.Before before = before(pages.after(kind, request.nextToken()));
    int limit = Pages.limit(request.maxResults());
    List<AuthEvent> found =
        transactions.read("list events", tx -> events.list(tx, user.id(), before, limit + 1));
    Pages.Page<AuthEvent> page = pages.page(kind, found, limit, AdminListUserAuthEvents::key);
    return AdminListUserAuthEventsResponse.builder()
        .authEvents(page.items().stream().map(AuthEventView::of).toList())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static String key(AuthEvent event) {
    return event.at().toEpochMilli() + SEPARATOR + event.id();
  }

  private static AuthEventStore.Before before(String key) {
    if (key.isEmpty()) {
      return AuthEventStore.Before.START;
    }
    List<String> parts = List.of(key.split(SEPARATOR, 2));
    return new AuthEventStore.Before(
        Instant.ofEpochMilli(Long.parseLong(parts.getFirst())), parts.getLast());
  }
}
