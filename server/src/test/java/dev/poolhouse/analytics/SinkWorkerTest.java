package dev.poolhouse.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.pool.PoolId;
import dev.poolhouse.sql.Database;
import dev.poolhouse.sql.EachDatabase;
import dev.poolhouse.sql.SqlEventStore;
import dev.poolhouse.sql.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Proves that a queued event is delivered if and only if its transaction commits, once with two
/// nodes and again, under its id, after a refusal or a crash; that nothing overtakes an earlier
/// event of its subject, and that what cannot be delivered is bounded in number and age. The clock
/// stands still unless a test moves it, so order does not come from times.
@EachDatabase
@Timeout(60)
final class SinkWorkerTest {
  private static final Instant START = Instant.ofEpochSecond(1_700_000_000);
  private static final long MANY = 1_000;

  private final Database database;
  private final SqlEventStore store = new SqlEventStore();
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final CountsOf counts = new CountsOf();
  private final EventQueue queue = new EventQueue(store, counts, EnumSet.allOf(Destination.class));
  private final Receiving webhook = new Receiving(Destination.WEBHOOK);

  SinkWorkerTest(TestDatabase test) {
    this.database = test.database();
  }

  /// A sink that takes what it is told to take.
  private static final class Receiving implements Sink {
    private final Destination destination;
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile Predicate<String> taking = _ -> true;

    Receiving(Destination destination) {
      this.destination = destination;
    }

    @Override
    public Destination destination() {
      return destination;
    }

    @Override
    public Outcome deliver(List<EventStore.Waiting> events) {
      Set<String> taken =
          events.stream()
              .map(EventStore.Waiting::eventId)
              .filter(taking)
              .collect(Collectors.toSet());
      events.stream()
          .map(EventStore.Waiting::eventId)
          .filter(taken::contains)
          .forEach(received::add);
      first.countDown();
      return new Outcome(
          taken, taken.size() < events.size() ? Optional.of("refused") : Optional.empty());
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void empty() {
    now.set(START.plus(Duration.ofDays(99)));
    for (Destination destination : Destination.values()) {
      List<EventStore.Waiting> left = due(destination);
      while (!left.isEmpty()) {
        List<EventStore.Waiting> some = left;
        database.run("empty", tx -> store.remove(tx, some));
        left = due(destination);
      }
    }
    now.set(START);
  }

  private List<EventStore.Waiting> due(Destination destination) {
    return database.read("due", tx -> store.due(tx, destination, clock.instant(), 1_000));
  }

  private SinkWorker worker(Sink sink) {
    return new SinkWorker(database, queue, sink, counts, MANY, clock);
  }

  private Event event(String subject, String id, Destination... to) {
    return new Event(
        subject,
        id,
        EventKind.SIGN_IN,
        new PoolId("us-east-1_TestPool1"),
        Optional.empty(),
        clock.instant(),
        "{}",
        Set.of(to));
  }

  private void add(String subject, String... ids) {
    for (String id : ids) {
      database.run("add", tx -> queue.add(tx, event(subject, id, Destination.WEBHOOK)));
    }
  }

  @Test
  void committedEventIsDeliveredOnce() {
    add("ann", "1");
    worker(webhook).deliverDue();
    worker(webhook).deliverDue();
    assertThat(webhook.received).containsExactly("1");
    assertThat(counts.delivered).containsEntry(Destination.WEBHOOK, 1);
  }

  @Test
  void rolledBackEventIsNotDelivered() {
    IllegalStateException stop = new IllegalStateException("stop");
    assertThatThrownBy(
            () ->
                database.run(
                    "add",
                    tx -> {
                      queue.add(tx, event("ann", "1", Destination.WEBHOOK));
                      throw stop;
                    }))
        .isSameAs(stop);
    worker(webhook).deliverDue();
    assertThat(webhook.received).isEmpty();
  }

  @Test
  void refusedEventHoldsUpItsSubjectAlone() {
    add("ann", "9", "5", "1");
    add("bob", "2");
    webhook.taking = id -> !id.equals("9");
    worker(webhook).deliverDue();
    assertThat(webhook.received).containsExactly("2");

    add("ann", "0");
    webhook.taking = _ -> true;
    worker(webhook).deliverDue();
    assertThat(webhook.received).as("it is left alone for a while").containsExactly("2");

    now.set(START.plusSeconds(1));
    worker(webhook).deliverDue();
    assertThat(webhook.received).containsExactly("2", "9", "5", "1", "0");
  }

  @Test
  void pausesGrowToAMinute() {
    webhook.taking = _ -> false;
    add("ann", "1");
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      worker(webhook).deliverDue();
      Instant tried = now.get();
      while (due(Destination.WEBHOOK).isEmpty()) {
        now.updateAndGet(time -> time.plusSeconds(1));
      }
      pauses.add(Duration.between(tried, now.get()).toSeconds());
    }
    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void crashWhileDeliveringLosesNothing() {
    add("ann", "1", "2");
    IllegalStateException crash = new IllegalStateException("the node died");
    webhook.taking =
        _ -> {
          throw crash;
        };
    assertThatThrownBy(() -> worker(webhook).deliverDue()).isSameAs(crash);

    webhook.taking = _ -> true;
    worker(webhook).deliverDue();
    assertThat(webhook.received).as("another node keeps away at first").isEmpty();

    now.set(START.plus(SinkWorker.LEASE));
    worker(webhook).deliverDue();
    assertThat(webhook.received).containsExactly("1", "2");
  }

  @Test
  void nodesDeliverEachEventOnceAndInOrder() throws InterruptedException {
    List<String> all = new ArrayList<>();
    for (int user = 0; user < 20; user++) {
      String subject = "user" + user;
      List<String> ids = Stream.of("5", "1", "3", "2").map(id -> subject + "-" + id).toList();
      add(subject, ids.toArray(new String[0]));
      all.addAll(ids);
    }
    List<Thread> nodes =
        Stream.generate(() -> Thread.ofVirtual().start(worker(webhook)::deliverDue))
            .limit(4)
            .toList();
    for (Thread node : nodes) {
      node.join();
    }
    worker(webhook).deliverDue();
    assertThat(webhook.received).containsExactlyInAnyOrderElementsOf(all);
    assertThat(
            webhook.received.stream()
                .filter(id -> id.startsWith("user7-"))
                .map(id -> id.substring("user7-".length())))
        .containsExactly("5", "1", "3", "2");
  }

  @Test
  void destinationsDoNotWaitForEachOther() {
    database.run(
        "add", tx -> queue.add(tx, event("ann", "1", Destination.FILE, Destination.WEBHOOK)));
    webhook.taking = _ -> false;
    Receiving file = new Receiving(Destination.FILE);
    worker(webhook).deliverDue();
    worker(file).deliverDue();
    assertThat(file.received).containsExactly("1");
    now.set(START.plusSeconds(60));
    assertThat(due(Destination.FILE)).isEmpty();
    assertThat(due(Destination.WEBHOOK)).hasSize(1);
  }

  @Test
  void eventIsGivenUpAfterDays() {
    add("ann", "1", "2");
    webhook.taking = _ -> false;
    now.set(START.plus(SinkWorker.LONGEST_WAIT));
    worker(webhook).deliverDue();
    now.set(START.plus(SinkWorker.LONGEST_WAIT).plusSeconds(60));
    worker(webhook).deliverDue();
    webhook.taking = _ -> true;
    worker(webhook).deliverDue();
    assertThat(webhook.received).containsExactly("2");
    assertThat(counts.dropped).containsEntry(Destination.WEBHOOK, 1);
  }

  @Test
  void fullQueueTakesNothingUntilThereIsRoom() {
    add("ann", "1", "2", "3");
    Backlog backlog = new Backlog(database, queue, Destination.WEBHOOK, counts, 3);
    backlog.measure();
    assertThat(queue.admit()).containsExactly(Destination.FILE);
    assertThat(counts.dropped).containsEntry(Destination.WEBHOOK, 1);
    assertThat(counts.waiting).containsEntry(Destination.WEBHOOK, 3L);

    worker(webhook).deliverDue();
    backlog.measure();
    assertThat(queue.admit()).containsExactlyInAnyOrder(Destination.values());
  }

  @Test
  void workerIsWokenAtOnce() throws InterruptedException {
    try (SinkWorker _ = SinkWorker.start(database, queue, webhook, counts, MANY, clock)) {
      add("ann", "1");
      assertThat(webhook.first.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}
