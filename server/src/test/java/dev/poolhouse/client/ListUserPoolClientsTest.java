package dev.poolhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Proves what list entries show and that pages join without gaps, even when clients come and go.
final class ListUserPoolClientsTest {
  private static TestServer server;
  private static ClientCalls calls;

  @BeforeAll
  static void start() {
    server = TestServer.sqlite();
    calls = ClientCalls.on(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void entryShowsIdPoolAndNameOnly() {
    ClientCalls pool = ClientCalls.on(server);
    String id = pool.created("'GenerateSecret':true");

    assertThat(pool.call("ListUserPoolClients", "").json())
        .isEqualTo(
            ClientCalls.tree(
                "{'UserPoolClients':[{'ClientId':'%s','UserPoolId':'%s','ClientName':'c'}]}"
                    .formatted(id, pool.poolId())));
  }

  @Test
  void emptyPoolHasAnEmptyList() {
    assertThat(ClientCalls.on(server).call("ListUserPoolClients", "").body())
        .isEqualTo("{\"UserPoolClients\":[]}");
  }

  @Test
  void pagesJoinWithoutGapsWhileClientsComeAndGo() {
    ClientCalls pool = ClientCalls.on(server);
    for (String id : List.of("a", "b", "c", "e")) {
      pin(pool, id);
    }

    JsonNode first = pool.call("ListUserPoolClients", "'MaxResults':2").json();
    pool.call("DeleteUserPoolClient", "'ClientId':'b'");
    pin(pool, "d");
    String token = first.get("NextToken").asString();
    JsonNode second =
        pool.call("ListUserPoolClients", "'MaxResults':3,'NextToken':'" + token + "'").json();

    assertThat(ids(first)).containsExactly("a", "b");
    assertThat(ids(second)).containsExactly("c", "d", "e");
    assertThat(second.has("NextToken")).isFalse();
  }

  @Test
  void tokenOfAnotherPoolOrNoneOfOursIsRefused() {
    ClientCalls pool = ClientCalls.on(server);
    pool.created("");
    pool.created("");
    String token =
        pool.call("ListUserPoolClients", "'MaxResults':1").json().get("NextToken").asString();

    for (RawAnswer answer :
        List.of(
            calls.call("ListUserPoolClients", "'NextToken':'" + token + "'"),
            pool.call("ListUserPoolClients", "'NextToken':'made-up'"))) {
      assertThat(answer.body())
          .isEqualTo(
              "{\"__type\":\"InvalidParameterException\","
                  + "\"message\":\"Invalid pagination token\"}");
    }
  }

  private static void pin(ClientCalls pool, String id) {
    pool.call("CreateUserPoolClient", "'ClientName':'_custom_id_:" + id + "'");
  }

  private static List<String> ids(JsonNode page) {
    return page.get("UserPoolClients")
        .valueStream()
        .map(c -> c.get("ClientId").asString())
        .toList();
  }
}
