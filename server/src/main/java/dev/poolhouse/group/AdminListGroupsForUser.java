package dev.poolhouse.group;

import dev.poolhouse.pool.Pages;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListGroupsForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListGroupsForUserResponse;

/// Lists the groups of a user, strongest first (unsure). A user is in 100 at most: all are read,
/// and the page is cut out of them.
public final class AdminListGroupsForUser
    implements Operation<AdminListGroupsForUserRequest, AdminListGroupsForUserResponse> {
  /// Weaker than any precedence.
  private static final long WEAKEST = 1L + Integer.MAX_VALUE;

  private final Pools pools;
  private final GroupStore store;
  private final Transactions transactions;
  private final UserNames names;
  private final Pages pages;

  public AdminListGroupsForUser(
      Pools pools, GroupStore store, Transactions transactions, UserNames names, Pages pages) {
    this.pools = pools;
    this.store = store;
    this.transactions = transactions;
    this.names = names;
    this.pages = pages;
  }

  @Override
  public AdminListGroupsForUserResponse run(Caller caller, AdminListGroupsForUserRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    User user = transactions.read("find user", tx -> names.require(tx, pool, request.username()));
    String kind = "AdminListGroupsForUser " + user.id().value();
    String after = pages.after(kind, request.nextToken());
    int limit = Pages.limit(request.limit());
    List<Group> found =
        transactions
            .read("list groups of user", tx -> store.groupsOf(tx, pool.key(), user.id()))
            .stream()
            .filter(group -> place(group).compareTo(after) > 0)
            .sorted(Comparator.comparing(AdminListGroupsForUser::place))
            .limit(limit + 1)
            .toList();
    Pages.Page<Group> page = pages.page(kind, found, limit, AdminListGroupsForUser::place);
    return AdminListGroupsForUserResponse.builder()
        .groups(page.items().stream().map(group -> GroupView.of(pool, group)).toList())
        .nextToken(page.next().orElse(null))
        .build();
  }

  /// A text that sorts as the groups do, so that a page goes on in the right place even if the last
  /// group shown has been left since.
  private static String place(Group group) {
    long precedence = group.precedence().map(Integer::longValue).orElse(WEAKEST);
    return String.format(Locale.ROOT, "%010d %s", precedence, group.name());
  }
}
