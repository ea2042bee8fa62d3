package dev.poolhouse.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Proves that an update changes what it gives and keeps the rest.
final class UpdateGroupTest {
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
  void givenMembersChangeAndOthersStay() {
    JsonNode old =
        calls
            .call("CreateGroup", "'GroupName':'g','Description':'old','Precedence':7")
            .json()
            .get("Group");
    server.clock().advance(Duration.ofSeconds(5));

    JsonNode changed =
        calls.call("UpdateGroup", "'GroupName':'g','Precedence':0").json().get("Group");

    assertThat(changed)
        .isEqualTo(
            GroupCalls.tree(
                """
                {'GroupName':'g','UserPoolId':'%s','Description':'old','Precedence':0,
                 'LastModifiedDate':%s,'CreationDate':%s}
                """
                    .formatted(
                        calls.pool(), changed.get("LastModifiedDate"), old.get("CreationDate"))));
    assertThat(changed.get("LastModifiedDate").asDouble())
        .isGreaterThan(old.get("LastModifiedDate").asDouble() + 4);
    assertThat(calls.on("g", "GetGroup").json().get("Group")).isEqualTo(changed);
  }

  @Test
  void descriptionCanBeEmptied() {
    calls.call("CreateGroup", "'GroupName':'emptied','Description':'old'");

    calls.call("UpdateGroup", "'GroupName':'emptied','Description':''");

    assertThat(calls.on("emptied", "GetGroup").json().get("Group").get("Description").asString())
        .isEmpty();
  }

  @Test
  void unknownGroupIsNotFound() {
    assertThat(calls.on("none", "UpdateGroup").body()).isEqualTo(GroupCalls.groupNotFound());
  }
}
