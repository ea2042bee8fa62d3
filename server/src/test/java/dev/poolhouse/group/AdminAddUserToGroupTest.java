package dev.poolhouse.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves who becomes a member of what, and that a user is in 100 groups at most, whoever asks at
/// the same time.
final class AdminAddUserToGroupTest {
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
  void memberIsAddedOnce() {
    calls.on("g", "CreateGroup");
    String sub = calls.user("alice");

    for (String name : List.of("alice", "alice", sub)) {
      assertThat(calls.on("g", name, "AdminAddUserToGroup").status()).isEqualTo(200);
    }

    assertThat(GroupCalls.users(calls.on("g", "ListUsersInGroup"))).containsExactly("alice");
  }

  @Test
  void unknownUserOrGroupIsNotFound() {
    calls.on("known", "CreateGroup");
    calls.user("known");

    assertThat(calls.on("known", "none", "AdminAddUserToGroup").body())
        .isEqualTo(GroupCalls.userNotFound());
    assertThat(calls.on("none", "known", "AdminAddUserToGroup").body())
        .isEqualTo(GroupCalls.groupNotFound());
  }

  @Test
  void hundredAndFirstGroupIsRefusedWhoeverAsksAtTheSameTime() throws InterruptedException {
    calls.user("busy");
    for (int i = 0; i < 104; i++) {
      calls.on("many" + i, "CreateGroup");
    }
    for (int i = 0; i < 98; i++) {
      calls.on("many" + i, "busy", "AdminAddUserToGroup");
    }

    List<Callable<RawAnswer>> additions =
        IntStream.range(98, 104)
            .<Callable<RawAnswer>>mapToObj(
                i -> () -> calls.on("many" + i, "busy", "AdminAddUserToGroup"))
            .toList();
    List<RawAnswer> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers = threads.invokeAll(additions).stream().map(Future::resultNow).toList();
    }

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(2);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .allSatisfy(
            answer ->
                assertThat(answer.body())
                    .isEqualTo(
                        GroupCalls.error(
                            "LimitExceededException", "A user can be in 100 groups at most.")));
    assertThat(calls.on("many0", "busy", "AdminAddUserToGroup").status())
        .as("already a member")
        .isEqualTo(200);
  }
}
