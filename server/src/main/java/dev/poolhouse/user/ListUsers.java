package dev.poolhouse.user;

import dev.poolhouse.crypto.PageTokens;
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
/// first page to the last is listed exactly once, whatever is written meanwhile.
public final class ListUsers implements Operation<ListUsersRequest, ListUsersResponse> {
  private static final int MOST = 60;

  private final Pools pools;
  private final Transactions transactions;
  private final UserStore users;
  private final PageTokens pageTokens;

  public ListUsers(Pools pools, Transactions transactions, UserStore users, PageTokens pageTokens) {
    this.pools = pools;
    this.transactions = transactions;
    this.users = users;
    this.pageTokens = pageTokens;
  }

  @Override
  public ListUsersResponse run(Caller caller, ListUsersRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    String filterText = Optional.ofNullable(request.filter()).orElse("");
    UserFilter filter = UserFilterParser.parse(filterText);
    checkWanted(pool, request.attributesToGet());
    String kind = "ListUsers " + pool.key().value();
    String afterId =
        Optional.ofNullable(request.paginationToken())
            .map(token -> position(token, kind, filterText))
            .orElse("");
    int limit = Optional.ofNullable(request.limit()).filter(most -> most > 0).orElse(MOST);
    List<User> found =
        transactions.read(
            "list users", tx -> users.list(tx, pool.key(), filter, afterId, limit + 1));
    ListUsersResponse.Builder answer = ListUsersResponse.builder();
    List<User> page = found;
    if (found.size() > limit) {
      page = found.subList(0, limit);
      answer.paginationToken(
          pageTokens.make(kind, List.of(filterText, page.getLast().id().value())));
    }
    return answer
        .users(page.stream().map(user -> view(user, request.attributesToGet())).toList())
        .build();
  }

  /// Attributes of the schema that not every user has are left out where absent; the service may
  /// refuse them.
  private static void checkWanted(Pool pool, List<String> wanted) {
    if (!pool.policy().schema().keySet().containsAll(wanted)) {
      throw ApiException.invalidParameter("Input fails to satisfy the constraints.");
    }
  }

  /// The wording is (unsure).
  private String position(String token, String kind, String filterText) {
    return pageTokens
        .read(token, kind)
        .filter(parts -> parts.size() == 2 && parts.getFirst().equals(filterText))
        .map(List::getLast)
        .orElseThrow(() -> ApiException.invalidParameter("Invalid pagination token"));
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
