package dev.poolhouse.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Proves what a new group looks like and that its name is unique in its pool.
final class CreateGroupTest {
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
  void fullGroupIsShownAsGiven() {
    JsonNode group =
        calls
            .call(
                "CreateGroup",
                "'GroupName':'full','Description':'d','Precedence':0,'RoleArn':'arn:aws:iam::000000000000:role/r'")
            .json()
            .get("Group");

    assertThat(group)
        .isEqualTo(
            GroupCalls.tree(
                """
                {'GroupName':'full','UserPoolId':'%s','Description':'d','Precedence':0,
                 'RoleArn':'arn:aws:iam::000000000000:role/r',
                 'LastModifiedDate':%s,'CreationDate':%s}
                """
                    .formatted(
                        calls.pool(), group.get("CreationDate"), group.get("CreationDate"))));
    assertThat(calls.on("full", "GetGroup").json().get("Group")).isEqualTo(group);
  }

  @Test
  void unsetMembersAreAbsent() {
    assertThat(calls.on("bare", "CreateGroup").json().get("Group").propertyNames())
        .containsExactlyInAnyOrder("GroupName", "UserPoolId", "LastModifiedDate", "CreationDate");
  }

  @Test
  void nameIsUniqueInItsPool() {
    calls.on("once", "CreateGroup");

    assertThat(calls.on("once", "CreateGroup").body())
        .isEqualTo(
            GroupCalls.error("GroupExistsException", "A group with the name already exists."));
    assertThat(calls.on("Once", "CreateGroup").status()).isEqualTo(200);
    assertThat(GroupCalls.on(server).on("once", "CreateGroup").status()).isEqualTo(200);
  }

  @Test
  void unknownPoolIsNotFound() {
    assertThat(
            server
                .call("CreateGroup", "{\"UserPoolId\":\"us-east-1_none\",\"GroupName\":\"g\"}")
                .body())
        .isEqualTo(
            GroupCalls.error(
                "ResourceNotFoundException", "User pool us-east-1_none does not exist."));
  }
}
