package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/// Filters find the right users, pages meet every user once whatever is written meanwhile, and
/// tokens serve their own list alone. The grammar is proven in `UserFilterParserTest`.
@EachServer
final class ListUsersTest {
  private final TestServer server;
  private final Admin admin;

  ListUsersTest(TestServer server) {
    this.server = server;
    this.admin = new Admin(server);
  }

  private record Case(String filter, List<String> usernames) {}

  @Test
  void filterFindsTheRightUsers() {
    String poolId = admin.pool();
    admin.create(poolId, "Ann", "email", "Ann@example.com", "given_name", "Änne");
    admin.createConfirmed(poolId, "bob", "phone_number", "+15550100", "name", "a \"b\"");
    admin.sdk.adminDisableUser(request -> request.userPoolId(poolId).username("bob"));
    String annsSub = admin.stored(poolId, "Ann").sub();
    List.of(
            new Case("", List.of("Ann", "bob")),
            new Case("username = \"Ann\"", List.of("Ann")),
            new Case("username ^= \"a\"", List.of()),
            new Case("email = \"ann@EXAMPLE.com\"", List.of("Ann")),
            new Case("email ^= \"ANN\"", List.of("Ann")),
            new Case("given_name=\"änne\"", List.of("Ann")),
            new Case("phone_number ^= \"+1\"", List.of("bob")),
            new Case("name = \"a \\\"b\\\"\"", List.of("bob")),
            new Case("family_name ^= \"\"", List.of()),
            new Case("preferred_username = \"x\"", List.of()),
            new Case("cognito:user_status = \"confirmed\"", List.of("bob")),
            new Case("cognito:user_status ^= \"FORCE\"", List.of("Ann")),
            new Case("status = \"Disabled\"", List.of("bob")),
            new Case("status = \"enabled\"", List.of()),
            new Case("sub = \"" + annsSub + "\"", List.of("Ann")))
        .forEach(
            given ->
                assertThat(usernames(list(poolId, request -> request.filter(given.filter()))))
                    .as(given.filter())
                    .containsExactlyInAnyOrderElementsOf(given.usernames()));
  }

  @Test
  void pagesMeetEveryUserOnceWhateverIsWritten() {
    String poolId = admin.pool();
    for (int i = 0; i < 9; i++) {
      admin.create(poolId, "stays" + i, "name", "N");
    }
    admin.create(poolId, "leaves", "name", "N");
    List<String> seen = new ArrayList<>();
    String token = null;
    int added = 0;
    do {
      String next = token;
      ListUsersResponse page =
          list(poolId, request -> request.limit(3).filter("name = \"n\"").paginationToken(next));
      assertThat(page.users()).hasSizeLessThanOrEqualTo(3);
      seen.addAll(usernames(page));
      token = page.paginationToken();
      admin.create(poolId, "new" + added++, "name", "N");
      admin.update(poolId, "stays" + added, "name", "n");
      if (added == 1) {
        admin.sdk.adminDeleteUser(request -> request.userPoolId(poolId).username("leaves"));
      }
    } while (token != null && added < 20);

    assertThat(seen).doesNotHaveDuplicates();
    assertThat(seen).filteredOn(name -> name.startsWith("stays")).hasSize(9);
  }

  @Test
  void tokenServesItsOwnListForAnHour() {
    String poolId = admin.pool();
    String other = admin.pool();
    admin.create(poolId, "a");
    admin.create(poolId, "b");
    String token = list(poolId, request -> request.limit(1)).paginationToken();
    String invalid = "InvalidParameterException: Invalid pagination token";

    assertThat(
            Admin.refusal(
                () ->
                    list(poolId, request -> request.paginationToken(token).filter("name = \"x\""))))
        .isEqualTo(invalid);
    assertThat(Admin.refusal(() -> list(other, request -> request.paginationToken(token))))
        .isEqualTo(invalid);
    assertThat(Admin.refusal(() -> list(poolId, request -> request.paginationToken("made-up"))))
        .isEqualTo(invalid);
    assertThat(list(poolId, request -> request.paginationToken(token)).users()).hasSize(1);
    server.clock().advance(Duration.ofHours(1));
    assertThat(Admin.refusal(() -> list(poolId, request -> request.paginationToken(token))))
        .isEqualTo(invalid);
  }

  @Test
  void pageOfExactlyAllHasNoToken() {
    String poolId = admin.pool();
    admin.create(poolId, "a");
    admin.create(poolId, "b");

    assertThat(list(poolId, request -> request.limit(2)).paginationToken()).isNull();
    assertThat(list(poolId, request -> request.limit(0)).users()).hasSize(2);
    assertThat(list(admin.pool(), request -> {}).users()).isEmpty();
  }

  @Test
  void onlyWantedAttributesAreShown() {
    String poolId = admin.pool();
    admin.create(poolId, "a", "name", "A", "email", "a@example.com");
    admin.create(poolId, "b");

    List<UserType> users =
        list(poolId, request -> request.attributesToGet("email").filter("username = \"a\""))
            .users();

    assertThat(users)
        .singleElement()
        .extracting(UserType::attributes)
        .isEqualTo(List.of(AttributeType.builder().name("email").value("a@example.com").build()));
    assertThat(Admin.refusal(() -> list(poolId, request -> request.attributesToGet("custom:x"))))
        .isEqualTo("InvalidParameterException: Input fails to satisfy the constraints.");
  }

  @Test
  void badFilterAndUnknownPoolAreRefused() {
    String poolId = admin.pool();
    assertThat(Admin.refusal(() -> list(poolId, request -> request.filter("username = x"))))
        .isEqualTo("InvalidParameterException: Error while parsing filter.");
    assertThat(Admin.refusal(() -> list(poolId, request -> request.filter("custom:foo = \"x\""))))
        .isEqualTo("InvalidParameterException: Invalid search attribute: custom:foo");
    assertThat(Admin.refusal(() -> list("us-east-1_none", request -> {})))
        .isEqualTo("ResourceNotFoundException: User pool us-east-1_none does not exist.");
  }

  private ListUsersResponse list(String poolId, Consumer<ListUsersRequest.Builder> settings) {
    return admin.sdk.listUsers(
        request -> {
          request.userPoolId(poolId);
          settings.accept(request);
        });
  }

  private static List<String> usernames(ListUsersResponse answer) {
    return answer.users().stream().map(UserType::username).toList();
  }
}
