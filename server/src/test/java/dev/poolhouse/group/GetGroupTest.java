package dev.poolhouse.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves that an unknown group is not found. What groups look like is proven by `CreateGroupTest`.
final class GetGroupTest {
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
  void unknownGroupIsNotFound() {
    assertThat(calls.on("none", "GetGroup").body()).isEqualTo(GroupCalls.groupNotFound());
  }

  @Test
  void groupOfAnotherPoolIsNotFound() {
    GroupCalls.on(server).on("elsewhere", "CreateGroup");

    assertThat(calls.on("elsewhere", "GetGroup").body()).isEqualTo(GroupCalls.groupNotFound());
  }
}
