package dev.poolhouse.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves that memberships end, and that ending none is no error.
final class AdminRemoveUserFromGroupTest {
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
  void membershipEndsAndEndingItAgainSucceeds() {
    calls.on("g", "CreateGroup");
    calls.user("bob");
    calls.on("g", "bob", "AdminAddUserToGroup");

    assertThat(calls.on("g", "bob", "AdminRemoveUserFromGroup").status()).isEqualTo(200);
    assertThat(calls.on("g", "ListUsersInGroup").body()).isEqualTo("{\"Users\":[]}");
    assertThat(calls.on("g", "bob", "AdminRemoveUserFromGroup").status()).isEqualTo(200);
  }

  @Test
  void unknownUserOrGroupIsNotFound() {
    calls.on("known", "CreateGroup");
    calls.user("known");

    assertThat(calls.on("known", "none", "AdminRemoveUserFromGroup").body())
        .isEqualTo(GroupCalls.userNotFound());
    assertThat(calls.on("none", "known", "AdminRemoveUserFromGroup").body())
        .isEqualTo(GroupCalls.groupNotFound());
  }
}
