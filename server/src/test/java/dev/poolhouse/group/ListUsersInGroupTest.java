package dev.poolhouse.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Proves that members are shown in the form of `ListUsers`, over pages.
final class ListUsersInGroupTest {
  private static TestServer server;
  private static GroupCalls calls;

  @BeforeAll
  static void start() {
    server = TestServer.sqlite();
    calls = GroupCalls.on(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void memberIsShownWithItsAttributes() {
    calls.on("g", "CreateGroup");
    String sub = calls.user("erin");
    calls.on("g", "erin", "AdminAddUserToGroup");
    JsonNode user = calls.call("AdminGetUser", "'Username':'erin'").json();

    assertThat(calls.on("g", "ListUsersInGroup").json())
        .isEqualTo(
            GroupCalls.tree(
                """
                {'Users':[{'Username':'erin','Attributes':[{'Name':'sub','Value':'%s'}],
                  'UserCreateDate':%s,'UserLastModifiedDate':%s,
                  'Enabled':true,'UserStatus':'FORCE_CHANGE_PASSWORD'}]}
                """
                    .formatted(sub, user.get("UserCreateDate"), user.get("UserLastModifiedDate"))));
  }

  @Test
  void pagesJoinWithoutGaps() {
    calls.on("paged", "CreateGroup");
    List<String> names = List.of("u1", "u2", "u3");
    for (String name : names) {
      calls.user(name);
      calls.on("paged", name, "AdminAddUserToGroup");
    }

    RawAnswer first = calls.call("ListUsersInGroup", "'GroupName':'paged','Limit':2");
    JsonNode token = first.json().get("NextToken");
    RawAnswer second =
        calls.call("ListUsersInGroup", "'GroupName':'paged','Limit':2,'NextToken':" + token);

    assertThat(GroupCalls.users(first))
        .hasSize(2)
        .doesNotContainAnyElementsOf(GroupCalls.users(second));
    assertThat(GroupCalls.users(second)).hasSize(1).isSubsetOf(names);
    assertThat(second.json().has("NextToken")).isFalse();
  }

  @Test
  void unknownGroupIsNotFound() {
    assertThat(calls.on("none", "ListUsersInGroup").body()).isEqualTo(GroupCalls.groupNotFound());
  }
}
