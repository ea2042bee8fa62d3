package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.crypto.DataKeys.DataKey;
import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.crypto.Purpose;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Nodes that share a database agree on the data keys, whoever makes them, and none starts with the
/// wrong master key. A node is one [SqlDataKeys]; all share a movable clock.
@EachDatabase
final class SqlDataKeysTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final Database database;
  private final SecureRandom random = new SecureRandom();
  private final MasterKey master = MasterKey.generate(random);
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

  SqlDataKeysTest(TestDatabase test) {
    this.database = test.database();
  }

  @BeforeEach
  void forgetKeys() {
    database.run("forget", tx -> SqlTx.handle(tx).execute("delete from data_key"));
  }

  @Test
  void everyPurposeHasAKeyOfItsOwn() {
    SqlDataKeys keys = node();

    assertThat(Purpose.values())
        .extracting(purpose -> keys.current(purpose).key())
        .doesNotHaveDuplicates()
        .allSatisfy(key -> assertThat(key.length()).isEqualTo(32));
  }

  @Test
  void nodesThatStartTogetherAgree() throws InterruptedException {
    Queue<SqlDataKeys> nodes = new ConcurrentLinkedQueue<>();
    List<Thread> starts =
        IntStream.range(0, 4)
            .mapToObj(_ -> Thread.startVirtualThread(() -> nodes.add(node())))
            .toList();
    for (Thread start : starts) {
      start.join();
    }

    assertThat(nodes).hasSize(4);
    for (Purpose purpose : Purpose.values()) {
      assertThat(nodes.stream().map(node -> node.current(purpose)).distinct())
          .as(purpose.name())
          .hasSize(1);
    }
  }

  @Test
  void sessionKeyChangesDailyAndTheOldOneStillOpens() {
    SqlDataKeys keys = node();
    DataKey first = keys.current(Purpose.SESSION);

    pass(DAY.minusMillis(1));
    assertThat(keys.current(Purpose.SESSION)).isEqualTo(first);
    pass(Duration.ofMillis(1));
    DataKey second = keys.current(Purpose.SESSION);

    assertThat(second.id()).isEqualTo(2);
    assertThat(second.key()).isNotEqualTo(first.key());
    assertThat(keys.find(Purpose.SESSION, 1)).hasValue(first);
    assertThat(keys.current(Purpose.PASSWORD).id()).isEqualTo(1);
  }

  @Test
  void nodesThatRotateTogetherAgree() {
    SqlDataKeys one = node();
    SqlDataKeys other = node();
    pass(DAY);

    assertThat(one.current(Purpose.SESSION)).isEqualTo(other.current(Purpose.SESSION));
    assertThat(other.current(Purpose.SESSION).id()).isEqualTo(2);
  }

  @Test
  void keyOfAnotherNodeIsFoundWhenAValueNamesIt() {
    SqlDataKeys one = node();
    SqlDataKeys other = node();
    one.rotate(Purpose.PASSWORD);
    DataKey made = one.current(Purpose.PASSWORD);

    assertThat(other.find(Purpose.PASSWORD, made.id())).hasValue(made);
    assertThat(other.current(Purpose.PASSWORD)).isEqualTo(made);
  }

  @Test
  void unknownIdsAreAbsent() {
    SqlDataKeys keys = node();

    for (int id : new int[] {Integer.MIN_VALUE, -1, 0, 2, Integer.MAX_VALUE}) {
      assertThat(keys.find(Purpose.CODE, id)).as("id " + id).isEmpty();
    }
  }

  @Test
  void nothingIsRotatedInsideATransaction() {
    SqlDataKeys keys = node();
    pass(DAY);

    DataKey inside = database.write("seal", _ -> keys.current(Purpose.SESSION));

    assertThat(inside.id()).isEqualTo(1);
    assertThat(keys.current(Purpose.SESSION).id()).isEqualTo(2);
  }

  @Test
  void wrongMasterKeyStopsTheStart() {
    node();

    assertThatThrownBy(() -> node(MasterKey.generate(random)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the master key does not open data key ");
  }

  @Test
  void rewrappedKeysOpenWithTheNewMasterKeyAlone() {
    SqlDataKeys before = node();
    MasterKey next = MasterKey.generate(random);

    int rewrapped = SqlDataKeys.rewrap(database, master, next);

    assertThat(rewrapped).isEqualTo(Purpose.values().length);
    assertThat(node(next).current(Purpose.PASSWORD)).isEqualTo(before.current(Purpose.PASSWORD));
    assertThatThrownBy(this::node).isInstanceOf(IllegalStateException.class);
    assertThat(SqlDataKeys.rewrap(database, master, next)).isZero();
  }

  @Test
  void keyMovedToAnotherPurposeDoesNotOpen() {
    node();
    database.run(
        "move",
        tx ->
            SqlTx.handle(tx)
                .execute(
                    """
                    update data_key
                    set wrapped = (select wrapped from data_key where purpose = 'CODE')
                    where purpose = 'PASSWORD'
                    """));

    assertThatThrownBy(this::node)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the master key does not open data key PASSWORD 1");
  }

  @Test
  void keysOfANewerReleaseAreLeftAlone() {
    node();
    database.run(
        "add",
        tx ->
            SqlTx.handle(tx)
                .execute("update data_key set purpose = 'FUTURE' where purpose = 'CODE'"));

    assertThat(node().current(Purpose.CODE).id()).isEqualTo(1);
  }

  private SqlDataKeys node() {
    return node(master);
  }

  private SqlDataKeys node(MasterKey key) {
    return SqlDataKeys.open(database, key, now::get, random);
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }
}
