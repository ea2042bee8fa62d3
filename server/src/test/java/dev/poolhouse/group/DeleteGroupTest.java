package dev.poolhouse.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves that a deleted group is gone with its memberships and its users stay.
final class DeleteGroupTest {
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
  void groupIsGoneAndItsUsersStay() {
    calls.on("g", "CreateGroup");
    calls.user("member");
    calls.on("g", "member", "AdminAddUserToGroup");

    RawAnswer deleted = calls.on("g", "DeleteGroup");

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(calls.on("g", "GetGroup").body()).isEqualTo(GroupCalls.groupNotFound());
    assertThat(calls.on("g", "DeleteGroup").body()).isEqualTo(GroupCalls.groupNotFound());
    assertThat(calls.call("AdminListGroupsForUser", "'Username':'member'").body())
        .isEqualTo("{\"Groups\":[]}");
  }

  @Test
  void newGroupOfTheSameNameHasNoMembers() {
    calls.user("former");
    calls.on("again", "CreateGroup");
    calls.on("again", "former", "AdminAddUserToGroup");
    calls.on("again", "DeleteGroup");
    calls.on("again", "CreateGroup");

    assertThat(calls.on("again", "ListUsersInGroup").body()).isEqualTo("{\"Users\":[]}");
  }
}
