package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.store.StoreException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// The schema can be brought up to date again, and by several nodes at once.
final class MigrationsTest {

  @Test
  void secondRunChangesNothing() {
    try (TestDatabase sqlite = TestDatabases.sqlite();
        TestDatabase postgres = TestDatabases.postgres()) {
      for (TestDatabase test : List.of(sqlite, postgres)) {
        test.database().run("bump", ConfigVersion::bump);
        Migrations.run(test.database());
        assertThat(test.database().<Long>read("ask", ConfigVersion::current)).isEqualTo(2);
      }
    }
  }

  @Test
  void nodesThatStartTogetherAllSucceed() throws InterruptedException {
    try (TestDatabase first = TestDatabases.postgresEmpty();
        TestDatabase second = TestDatabases.secondNode(first);
        TestDatabase third = TestDatabases.secondNode(first)) {
      Queue<StoreException> failures = new ConcurrentLinkedQueue<>();
      List<Thread> nodes =
          List.of(first, second, third).stream()
              .map(node -> Thread.ofVirtual().start(() -> migrate(node, failures)))
              .toList();
      for (Thread node : nodes) {
        node.join();
      }
      assertThat(failures).isEmpty();
      assertThat(first.database().<Long>read("ask", ConfigVersion::current)).isEqualTo(1);
    }
  }

  private static void migrate(TestDatabase node, Queue<StoreException> failures) {
    try {
      Migrations.run(node.database());
    } catch (StoreException e) {
      failures.add(e);
    }
  }
}
