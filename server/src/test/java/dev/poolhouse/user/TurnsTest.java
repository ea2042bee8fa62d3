package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves that turns are bounded, handed on in order and never lost: so many work at once and so
/// many are in progress, a line behind them, refusal of what is new when the line is long, nothing
/// held while somebody else is waited for, and those who come back from there served first.
@Timeout(30)
final class TurnsTest {
  private static final int AT_ONCE = 2;
  private static final int LINE = 3;
  private static final String ON_PURPOSE = "on purpose";

  private final Turns turns = turns(AT_ONCE, 2 * AT_ONCE, LINE);

  private static Turns turns(int turns, int places, int line) {
    return new Turns(new Turns.Numbers(turns, places, line));
  }

  /// Work that goes on until it is told to end.
  private static final class Work implements Supplier<Boolean> {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @Override
    public Boolean get() {
      begun.countDown();
      await(end);
      return true;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A turn that is held until it is closed.
  private final class Held implements AutoCloseable {
    private final Work work = new Work();
    private final Thread thread = Thread.ofVirtual().start(() -> turns.run(work));

    private Held() {
      await(work.begun);
    }

    @Override
    public void close() {
      work.end.countDown();
      join(thread);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Starts work and returns once its thread waits for a turn.
  private Thread waiting(Runnable work) {
    int before = turns.waiting();
    Thread thread = Thread.ofVirtual().start(work);
    awaitWaiting(turns, before + 1);
    return thread;
  }

  private void assertRefused() {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> turns.begin(() -> true))
        .withMessage("TooManyRequestsException: Rate exceeded")
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS));
  }

  @Test
  void waitsWhileThereIsRoomInTheLineThenRefuses() {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Thread> line = new ArrayList<>();
    Held first = new Held();
    Held second = new Held();
    for (int i = 0; i < LINE; i++) {
      int place = i;
      line.add(waiting(() -> turns.begin(() -> order.add(place))));
    }
    assertRefused();
    assertThat(order).isEmpty();
    first.close();
    line.forEach(TurnsTest::join);
    assertThat(order).containsExactly(0, 1, 2);
    assertThat(turns.begin(() -> "room again")).isEqualTo("room again");
    second.close();
  }

  @Test
  void workThatHasBegunIsNotRefused() {
    List<Thread> line = new ArrayList<>();
    AtomicInteger done = new AtomicInteger();
    Held first = new Held();
    Held second = new Held();
    for (int i = 0; i < 2 * LINE; i++) {
      line.add(waiting(() -> turns.run(done::incrementAndGet)));
    }
    assertRefused();
    first.close();
    second.close();
    line.forEach(TurnsTest::join);
    assertThat(done).hasValue(2 * LINE);
  }

  @Test
  void failureGivesTheTurnBack() {
    for (int i = 0; i < AT_ONCE + LINE + 1; i++) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  turns.begin(
                      () -> {
                        throw new IllegalStateException(ON_PURPOSE);
                      }))
          .withMessage(ON_PURPOSE);
    }
    assertAllFree();
  }

  @Test
  void workWithinATurnTakesNoOther() {
    Turns one = turns(1, 1, 0);
    assertThat(one.begin(() -> one.run(() -> one.run(() -> "done")))).isEqualTo("done");
  }

  @Test
  void nobodyWaitsForThoseWhoAreAway() {
    Turns one = turns(1, 1, 0);
    String done =
        one.begin(
            () ->
                one.away(
                    () -> {
                      Thread other = Thread.ofVirtual().start(() -> one.begin(() -> true));
                      join(other);
                      return one.begin(() -> one.away(() -> "nested"));
                    }));
    assertThat(done).isEqualTo("nested");
    assertThat(one.begin(() -> "free")).isEqualTo("free");
  }

  @Test
  void othersWorkWhileTheDatabaseIsWaitedForButNoMoreThanThereArePlaces() {
    Turns two = turns(1, 2, 0);
    String done =
        two.begin(
            () ->
                two.aside(
                    () -> {
                      join(Thread.ofVirtual().start(() -> two.begin(() -> two.aside(full(two)))));
                      return "done";
                    }));
    assertThat(done).isEqualTo("done");
    assertThat(two.begin(() -> "free")).isEqualTo("free");
  }

  private static Supplier<Boolean> full(Turns turns) {
    return () -> {
      assertThatExceptionOfType(ApiException.class).isThrownBy(() -> turns.begin(() -> true));
      return true;
    };
  }

  @Test
  void waitingWithoutATurnJustWaits() {
    assertThat(turns.away(() -> "waited")).isEqualTo("waited");
    assertThat(turns.aside(() -> "waited")).isEqualTo("waited");
    assertAllFree();
  }

  record Case(int processors, Turns.Numbers numbers) {}

  static Stream<Case> machines() {
    return Stream.of(
        new Case(1, new Turns.Numbers(1, 8, 32)), new Case(16, new Turns.Numbers(16, 128, 512)));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void numbersGrowWithTheMachine(Case machine) {
    assertThat(Turns.Numbers.of(machine.processors())).isEqualTo(machine.numbers());
  }

  @Test
  void failureWhileAwayKeepsTheTurnForWhatFollows() {
    Turns one = turns(1, 1, 0);
    String handled =
        one.begin(
            () -> {
              assertThatIllegalStateException()
                  .isThrownBy(
                      () ->
                          one.away(
                              () -> {
                                throw new IllegalStateException("function failed");
                              }));
              Thread other =
                  Thread.ofVirtual()
                      .start(
                          () ->
                              assertThatExceptionOfType(ApiException.class)
                                  .isThrownBy(() -> one.begin(() -> true)));
              join(other);
              return "handled";
            });
    assertThat(handled).isEqualTo("handled");
    assertThat(one.begin(() -> "free")).isEqualTo("free");
  }

  @Test
  void thoseWhoComeBackGoBeforeTheLine() {
    Turns one = turns(1, 1, LINE);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Work function = new Work();
    Work holder = new Work();
    Thread away =
        Thread.ofVirtual()
            .start(
                () ->
                    one.begin(
                        () -> {
                          one.away(function);
                          return order.add("back");
                        }));
    await(function.begun);
    Thread holding = Thread.ofVirtual().start(() -> one.begin(holder));
    await(holder.begun);
    Thread newcomer = Thread.ofVirtual().start(() -> one.begin(() -> order.add("new")));
    awaitWaiting(one, 1);
    function.end.countDown();
    awaitWaiting(one, 2);
    holder.end.countDown();
    List.of(away, holding, newcomer).forEach(TurnsTest::join);
    assertThat(order).containsExactly("back", "new");
  }

  private static void awaitWaiting(Turns turns, int number) {
    while (turns.waiting() < number) {
      Thread.onSpinWait();
    }
  }

  @Test
  void interruptDoesNotLoseATurn() {
    List<Boolean> interrupted = Collections.synchronizedList(new ArrayList<>());
    Held first = new Held();
    Held second = new Held();
    Thread waiting =
        waiting(() -> turns.begin(() -> interrupted.add(Thread.currentThread().isInterrupted())));
    waiting.interrupt();
    first.close();
    second.close();
    join(waiting);
    assertThat(interrupted).containsExactly(true);
    assertAllFree();
  }

  /// All turns can be held, and there is nobody in line.
  private void assertAllFree() {
    assertThat(turns.waiting()).isZero();
    List<Held> held = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      held.add(new Held());
    }
    held.forEach(Held::close);
  }

  /// Many threads that begin, go on, wait for others and fail, in any order: never more at once
  /// than there are turns, and all turns are there in the end.
  @Property(tries = 30)
  void isBoundedAndLosesNothing(
      @ForAll @IntRange(min = 1, max = 4) int atOnce,
      @ForAll @IntRange(min = 0, max = 6) int morePlaces,
      @ForAll @IntRange(min = 0, max = 8) int longestLine,
      @ForAll long seed)
      throws Exception {
    Turns shared = turns(atOnce, atOnce + morePlaces, longestLine);
    Watch watch = new Watch(new AtomicInteger(), new AtomicInteger());
    SplittableRandom random = new SplittableRandom(seed);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> visits = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        SplittableRandom own = random.split();
        visits.add(threads.submit(() -> visit(shared, own, watch)));
      }
      for (Future<?> visit : visits) {
        visit.get();
      }
    }
    assertThat(watch.busiest().get()).isBetween(1, atOnce);
    assertThat(shared.waiting()).isZero();
    assertThat(nested(shared, atOnce)).isEqualTo(atOnce);
  }

  /// Sees how many work.
  private record Watch(AtomicInteger busy, AtomicInteger busiest) {
    private boolean work() {
      busiest.accumulateAndGet(busy.incrementAndGet(), Math::max);
      boolean _ = pause();
      busy.decrementAndGet();
      return true;
    }
  }

  private static void visit(Turns turns, SplittableRandom random, Watch watch) {
    Supplier<Boolean> work = () -> steps(turns, random, watch);
    try {
      boolean _ = random.nextBoolean() ? turns.begin(work) : turns.run(work);
    } catch (ApiException refused) {
      assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
    } catch (IllegalStateException failed) {
      assertThat(failed).hasMessage(ON_PURPOSE);
    }
  }

  private static boolean steps(Turns turns, SplittableRandom random, Watch watch) {
    for (int step = random.nextInt(6); step > 0; step--) {
      boolean _ =
          switch (random.nextInt(4)) {
            case 0 -> turns.away(TurnsTest::pause);
            case 1 -> turns.aside(TurnsTest::pause);
            case 2 -> turns.run(watch::work);
            default -> watch.work();
          };
    }
    if (random.nextInt(5) == 0) {
      throw new IllegalStateException(ON_PURPOSE);
    }
    return true;
  }

  @SuppressWarnings("ThreadPriorityCheck") // lets others in; nothing relies on it
  private static boolean pause() {
    Thread.yield();
    return true;
  }

  /// How many turns are free: each is taken by a thread that waits for the next to have its own.
  private static int nested(Turns turns, int depth) {
    AtomicInteger taken = new AtomicInteger();
    nest(turns, depth, taken);
    return taken.get();
  }

  private static void nest(Turns turns, int depth, AtomicInteger taken) {
    if (depth > 0) {
      join(
          Thread.ofVirtual()
              .start(
                  () ->
                      turns.begin(
                          () -> {
                            taken.incrementAndGet();
                            nest(turns, depth - 1, taken);
                            return true;
                          })));
    }
  }
}
