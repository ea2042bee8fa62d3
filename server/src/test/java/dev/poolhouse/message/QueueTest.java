package dev.poolhouse.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.poolhouse.crypto.MasterKey;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.sql.Database;
import dev.poolhouse.sql.EachDatabase;
import dev.poolhouse.sql.SqlDataKeys;
import dev.poolhouse.sql.SqlMessageQueueStore;
import dev.poolhouse.sql.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/// Proves that a queued message is delivered if and only if its transaction commits: once with two
/// nodes, again after a refusal or a crash, and not for ever; and that nothing readable is stored
/// or logged.
@EachDatabase
@Timeout(60)
final class QueueTest {
  private static final Instant START = Instant.ofEpochSecond(1_700_000_000);
  private static final Instant END = START.plus(Duration.ofDays(1));
  private static final String MASTER =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

  private final Database database;
  private final SqlMessageQueueStore store = new SqlMessageQueueStore();
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final Composer composer = TestMessages.composer();
  private final MessageQueue queue;
  private final Inbox inbox = new Inbox();

  QueueTest(TestDatabase test) {
    this.database = test.database();
    SecureRandom random = new SecureRandom();
    MasterKey master = MasterKey.parse(Secret.of(MASTER), random);
    Sealer sealer = new Sealer(SqlDataKeys.open(database, master, clock, random), random);
    this.queue = new MessageQueue(store, sealer, clock);
  }

  /// Where messages arrive; refuses some of them first.
  private static final class Inbox implements Delivery {
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private int refusals;

    @Override
    public Outcome send(Message message) {
      if (refusals > 0) {
        refusals--;
        return new Outcome.Failed("the mail server is down");
      }
      received.add(message.to());
      return new Outcome.Sent();
    }
  }

  @BeforeEach
  void empty() {
    database.run(
        "empty",
        tx ->
            store
                .due(tx, END.plus(Duration.ofDays(9)), 1_000)
                .forEach(row -> store.remove(tx, row)));
  }

  private List<MessageQueueStore.Waiting> waiting(Instant at) {
    return database.read("due", tx -> store.due(tx, at, 1_000));
  }

  private QueueWorker worker(Delivery delivery) {
    return new QueueWorker(
        database, queue, delivery, TestMessages.drafts(composer, delivery), clock);
  }

  private Messages messages(Delivery delivery) {
    return TestMessages.messages(composer, delivery, queue);
  }

  private Messages.Queued prepared(String to) {
    return messages(inbox)
        .prepare(
            TestMessages.outgoing(
                TestMessages.pool(pool -> pool, mfa -> mfa),
                Message.Medium.EMAIL,
                to,
                Message.Purpose.FORGOT_PASSWORD));
  }

  private void queue(String to) {
    Messages.Queued message = prepared(to);
    database.run("queue", tx -> messages(inbox).queue(tx, message));
  }

  @Test
  void committedMessageIsDeliveredOnce() {
    queue("frank@example.com");

    worker(inbox).deliverDue();
    worker(inbox).deliverDue();

    assertThat(inbox.received).containsExactly("frank@example.com");
    assertThat(waiting(END)).isEmpty();
  }

  @Test
  void rolledBackMessageIsNotDelivered() {
    Messages.Queued message = prepared("frank@example.com");
    IllegalStateException stop = new IllegalStateException("stop");

    assertThatThrownBy(
            () ->
                database.run(
                    "queue",
                    tx -> {
                      messages(inbox).queue(tx, message);
                      throw stop;
                    }))
        .isSameAs(stop);

    worker(inbox).deliverDue();
    assertThat(inbox.received).isEmpty();
  }

  @Test
  void twoNodesDeliverEachMessageOnce() throws InterruptedException {
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      addresses.add("user" + i + "@example.com");
    }
    addresses.forEach(this::queue);

    List<Thread> nodes =
        Stream.generate(() -> Thread.ofVirtual().start(worker(inbox)::deliverDue))
            .limit(4)
            .toList();
    for (Thread node : nodes) {
      node.join();
    }

    assertThat(inbox.received).containsExactlyInAnyOrderElementsOf(addresses);
    assertThat(waiting(END)).isEmpty();
  }

  @Test
  void crashWhileSendingLosesNothing() {
    queue("frank@example.com");
    IllegalStateException crash = new IllegalStateException("the node died");
    assertThatThrownBy(
            () ->
                worker(
                        _ -> {
                          throw crash;
                        })
                    .deliverDue())
        .isSameAs(crash);

    worker(inbox).deliverDue();
    assertThat(inbox.received).as("another node keeps away at first").isEmpty();

    now.set(START.plus(Duration.ofMinutes(1)));
    worker(inbox).deliverDue();
    assertThat(inbox.received).containsExactly("frank@example.com");
  }

  @Test
  void refusedMessageIsTriedAgainWithGrowingPauses() {
    inbox.refusals = 3;
    queue("frank@example.com");
    worker(inbox).deliverDue();

    List<Long> pauses = new ArrayList<>();
    while (inbox.received.isEmpty()) {
      Instant next = waiting(END).getFirst().nextTryAt();
      pauses.add(Duration.between(now.get(), next).toMinutes());
      now.set(next.minusMillis(1));
      worker(inbox).deliverDue();
      assertThat(inbox.received).isEmpty();
      now.set(next);
      worker(inbox).deliverDue();
    }

    assertThat(pauses).containsExactly(1L, 2L, 4L);
    assertThat(waiting(END)).isEmpty();
  }

  @Test
  void givesUpAndSaysSoWithoutSecrets() {
    inbox.refusals = Integer.MAX_VALUE;
    Logger logger = (Logger) LoggerFactory.getLogger(QueueWorker.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    queue("frank@example.com");
    for (int i = 0; i < QueueWorker.MOST_TRIES; i++) {
      assertThat(waiting(END)).hasSize(1);
      worker(inbox).deliverDue();
      now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    }
    logger.detachAppender(log);

    assertThat(waiting(END.plus(Duration.ofDays(1)))).isEmpty();
    assertThat(log.list).hasSize(QueueWorker.MOST_TRIES);
    assertThat(log.list.getLast().getFormattedMessage())
        .isEqualTo(
            "pool us-east-1_TestPool1: FORGOT_PASSWORD message to f***@e*** not delivered, try 6 of"
                + " 6: the mail server is down");
  }

  @Test
  void messageThatKillsTheWorkerIsDroppedInTheEnd() {
    queue("frank@example.com");
    IllegalStateException crash = new IllegalStateException("the node died");
    QueueWorker dying =
        worker(
            _ -> {
              throw crash;
            });
    for (int i = 0; i < QueueWorker.MOST_TRIES; i++) {
      assertThatThrownBy(dying::deliverDue).isSameAs(crash);
      now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    }
    dying.deliverDue();

    assertThat(waiting(END.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void messageThatDoesNotOpenIsDropped() {
    Messages.Queued message = prepared("frank@example.com");
    Messages.Queued moved =
        new Messages.Queued(
            "another user",
            message.messageId(),
            message.poolKey(),
            message.body(),
            message.createdAt());
    database.run("queue", tx -> store.add(tx, moved));

    worker(inbox).deliverDue();

    assertThat(inbox.received).isEmpty();
    assertThat(waiting(END)).isEmpty();
  }

  @Test
  void storedMessageIsUnreadable() {
    queue("frank@example.com");

    byte[] body = waiting(END).getFirst().body().bytes();

    assertThat(new String(body, StandardCharsets.ISO_8859_1))
        .doesNotContain("123456")
        .doesNotContain("frank");
  }

  @Test
  void messageComesBackWhole() {
    Message message =
        new Message(
            TestMessages.ID,
            TestMessages.pool(pool -> pool, mfa -> mfa).id(),
            "né",
            Message.Medium.SMS,
            "+12065559934",
            Message.Purpose.AUTHENTICATION,
            new Message.Sender(
                Optional.of("Us <us@example.com>"),
                Optional.of("re@example.com"),
                Optional.of("eu-west-1")),
            "",
            Secret.of("\uD83D\uDE00".repeat(20_000)),
            Optional.of(Secret.of("1")),
            Optional.of(Secret.of("http://localhost/confirmUser")));

    assertThat(MessageBytes.read(MessageBytes.write(message))).isEqualTo(message);
    Message bare = TestMessages.email("a@b", TestMessages.anySender(), "s", "b");
    assertThat(MessageBytes.read(MessageBytes.write(bare))).isEqualTo(bare);
  }

  @Test
  void workerIsWokenAtOnce() throws InterruptedException {
    Outbox outbox = new Outbox(clock);
    try (QueueWorker _ =
        QueueWorker.start(database, queue, outbox, TestMessages.drafts(composer, outbox), clock)) {
      queue("frank@example.com");

      assertThat(outbox.find(new Outbox.Query(Optional.empty(), 0), Duration.ofSeconds(30)))
          .hasSize(1);
    }
  }
}
