package dev.poolhouse.user;

import dev.poolhouse.pool.Pages;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/// Lists users of a pool, page by page, in the order of their internal ids: whoever exists from the
/// first page to the last is listed exactly once, whatever is written meanwhile. A token belongs to
/// its pool and filter.
public final class ListUsers implements Operation<ListUsersRequest, ListUsersResponse> {
  private final Pools pools;
  private final Transactions transactions;
  private final UserStore users;
  private final Pages pages;

  public ListUsers(Pools pools, Transactions transactions, UserStore users, Pages pages) {
    this.pools = pools;
    this.transactions = transactions;
    this.users = users;
    this.pages = pages;
  }

  @Override
  public ListUsersResponse run(Caller caller, ListUsersRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    String filterText = Optional.ofNullable(request.filter()).orElse("");
    UserFilter filter = UserFilterParser.parse(filterText);
    checkWanted(pool, request.attributesToGet());
    String kind = "ListUsers " + pool.key().value() + " " + filterText;
    String afterId = pages.after(kind, request.paginationToken());
    int limit = Pages.limit(request.limit());
    List<User> found =
        transactions.read(
            "list users", tx -> users.list(tx, pool.key(), filter, afterId, limit + 1));
    Pages.Page<User> page = pages.page(kind, found, limit, user -> user.id().value());
    ListUsersResponse.Builder answer = ListUsersResponse.builder();
    page.next().ifPresent(answer::paginationToken);
    return answer
        .users(page.items().stream().map(user -> view(user, request.attributesToGet())).toList())
        .build();
  }

  /// Attributes of the schema that not every user has are left out where absent; the service may
  /// refuse them.
  private static void checkWanted(Pool pool, List<String> wanted) {
    if (!pool.policy().schema().keySet().containsAll(wanted)) {
      throw ApiException.invalidParameter("Input fails to satisfy the constraints.");
    }
  }

  private static UserType view(User user, List<String> wanted) {
    return wanted.isEmpty()
        ? UserView.of(user)
        : UserView.of(
            user,
            UserView.attributes(user).stream()
                .filter(attribute -> wanted.contains(attribute.name()))
                .toList());
  }
}
