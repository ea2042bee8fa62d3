package dev.poolhouse.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves that groups are listed whole, by pages, and that tokens of other lists are refused.
final class ListGroupsTest {
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
  void pagesJoinWithoutGaps() {
    GroupCalls pool = GroupCalls.on(server);
    List.of("c", "a", "b").forEach(name -> pool.on(name, "CreateGroup"));

    RawAnswer first = pool.call("ListGroups", "'Limit':2");
    String token = first.json().get("NextToken").asString();
    RawAnswer second = pool.call("ListGroups", "'Limit':2,'NextToken':'" + token + "'");

    assertThat(GroupCalls.groups(first)).containsExactly("a", "b");
    assertThat(GroupCalls.groups(second)).containsExactly("c");
    assertThat(second.json().has("NextToken")).isFalse();
    assertThat(second.json().get("Groups").get(0))
        .isEqualTo(pool.on("c", "GetGroup").json().get("Group"));
    assertThat(calls.call("ListGroups", "'NextToken':'" + token + "'").body())
        .isEqualTo(GroupCalls.error("InvalidParameterException", "Invalid pagination token"));
  }

  @Test
  void limitZeroMeansTheDefault() {
    GroupCalls pool = GroupCalls.on(server);
    for (int i = 0; i < 61; i++) {
      pool.on("g" + i, "CreateGroup");
    }

    assertThat(GroupCalls.groups(pool.call("ListGroups", "'Limit':0"))).hasSize(60);
    assertThat(GroupCalls.groups(pool.call("ListGroups", ""))).hasSize(60);
  }

  @Test
  void emptyPoolHasAnEmptyList() {
    assertThat(GroupCalls.on(server).call("ListGroups", "").body()).isEqualTo("{\"Groups\":[]}");
  }

  @Test
  void tokenExpiresAfterAnHour() {
    GroupCalls pool = GroupCalls.on(server);
    List.of("a", "b").forEach(name -> pool.on(name, "CreateGroup"));
    String token = pool.call("ListGroups", "'Limit':1").json().get("NextToken").asString();

    server.clock().advance(Duration.ofMinutes(61));

    assertThat(pool.call("ListGroups", "'NextToken':'" + token + "'").errorType())
        .isEqualTo("InvalidParameterException");
  }
}
