package dev.poolhouse.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves the order of a user's groups and that pages join even when the last group shown is left.
final class AdminListGroupsForUserTest {
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
  void groupsComeStrongestFirstOverPages() {
    calls.user("carol");
    for (String group :
        List.of(
            "'GroupName':'weak'",
            "'GroupName':'strong','Precedence':0",
            "'GroupName':'middle','Precedence':20",
            "'GroupName':'second','Precedence':3")) {
      calls.call("CreateGroup", group);
    }
    List.of("weak", "middle", "second", "strong")
        .forEach(group -> calls.on(group, "carol", "AdminAddUserToGroup"));

    RawAnswer first = list("carol", ",'Limit':2");
    calls.on("second", "carol", "AdminRemoveUserFromGroup");
    RawAnswer second = list("carol", ",'NextToken':" + first.json().get("NextToken"));

    assertThat(GroupCalls.groups(first)).containsExactly("strong", "second");
    assertThat(GroupCalls.groups(second)).containsExactly("middle", "weak");
    assertThat(second.json().has("NextToken")).isFalse();
    assertThat(first.json().get("Groups").get(0))
        .isEqualTo(calls.on("strong", "GetGroup").json().get("Group"));
  }

  @Test
  void userWithoutGroupsHasAnEmptyList() {
    calls.user("dave");

    assertThat(list("dave", "").body()).isEqualTo("{\"Groups\":[]}");
  }

  @Test
  void unknownUserIsNotFound() {
    assertThat(list("none", "").body()).isEqualTo(GroupCalls.userNotFound());
  }

  private static RawAnswer list(String username, String members) {
    return calls.call("AdminListGroupsForUser", "'Username':'" + username + "'" + members);
  }
}
