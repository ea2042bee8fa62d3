package dev.poolhouse.user;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Turns at the processor for sign-ins, and for the arithmetic of passwords elsewhere. So few work
/// at once that there is always a processor for refreshes and reads before long, and so few are in
/// progress that the database is not full of them. The others wait in line, where they cost
/// nothing; where the line is long, new sign-ins are refused before any work is put into them. May
/// be shared.
///
/// Virtual threads do not give up their processor during arithmetic, and those that can go on are
/// served in the order in which they could. So a refresh, which has to wait several times, waits
/// each time for every sign-in that can go on at that moment: it is their number that turns bound.
/// And who has a turn lets others go first, while there are any: where 256 connections are refused
/// time and again, a refresh would wait in the kernel behind them all, and they behind sign-ins.
public final class Turns {
  /// Others were waiting where it takes longer, in nanoseconds, until a thread that yields goes on:
  /// less than any cryptography, more than a refusal.
  private static final long ALONE = 300_000;

  /// How long a turn lets others go first, in nanoseconds, so that sign-ins go on where refreshes
  /// and reads alone are more than the processors can do.
  private static final long LONGEST_WAY = 50_000_000;

  /// How long a turn leaves the processor to all threads, in nanoseconds, where sign-ins are about
  /// to be refused. A processor that is never idle lets the thread that learns of new requests wait
  /// for milliseconds: in a storm on one core, refreshes took 15 ms at the median without, and take
  /// 4 with it.
  private static final long PAUSE = 50_000;

  private final int longestLine;
  private final ScopedValue<Turn> own = ScopedValue.newInstance();

  // All guarded by this. Whoever can go on is never left waiting.
  private final Queue<CountDownLatch> returning = new ArrayDeque<>();
  private final Queue<CountDownLatch> line = new ArrayDeque<>();
  private int turns;
  private int places;

  /// What the thread that works within it has of its turn at the moment.
  private static final class Turn {
    private boolean held = true;
  }

  /// How many there are of what.
  ///
  /// @param turns most that work at once, at least 1
  /// @param places most that are in progress: they work, wait for the database, or are about to
  ///   work again; at least as many as `turns`
  /// @param line how many may wait for a place before new sign-ins are refused
  public record Numbers(int turns, int places, int line) {

    /// What a machine with so many processors can do.
    ///
    /// A turn for each processor: with two, a refresh would wait twice as long each time. Eight
    /// places: a sign-in works for about 2 ms, so that a processor has something to do while the
    /// others wait for the database, if each of them waits for 14 ms. 32 in line are worked off in
    /// 70 ms, and in a third of a second by a processor that refreshes and refusals leave a fifth
    /// of its time.
    static Numbers of(int processors) {
      return new Numbers(processors, 8 * processors, 32 * processors);
    }
  }

  public Turns(Numbers numbers) {
    this.turns = numbers.turns();
    this.places = numbers.places();
    this.longestLine = numbers.line();
  }

  /// As many as this machine can do with.
  public static Turns standard() {
    return new Turns(Numbers.of(Runtime.getRuntime().availableProcessors()));
  }

  /// Does the work of a call that begins a sign-in, in a turn; within a turn, in that one.
  ///
  /// Throws `TooManyRequestsException` where the line is long.
  public <T> T begin(Supplier<T> work) {
    return held() ? work.get() : inTurn(longestLine, work);
  }

  /// Does other work in a turn, however long the line: what has begun is never refused. Within a
  /// turn, in that one.
  public <T> T run(Supplier<T> work) {
    return held() ? work.get() : inTurn(Integer.MAX_VALUE, work);
  }

  /// Waits for our own database: meanwhile somebody else works, and nobody takes the place.
  public <T> T aside(Supplier<T> waiting) {
    return held() ? without(waiting, 0) : waiting.get();
  }

  /// Waits for somebody else, such as a pool's function, who may take long: meanwhile somebody else
  /// has turn and place, or one function that hangs would hold up everybody.
  public <T> T away(Supplier<T> waiting) {
    return held() ? without(waiting, 1) : waiting.get();
  }

  /// How many wait at the moment.
  synchronized int waiting() {
    return returning.size() + line.size();
  }

  /// Whether sign-ins are about to be refused.
  private synchronized boolean crowded() {
    return line.size() > longestLine / 2;
  }

  private boolean held() {
    return own.isBound() && own.get().held;
  }

  private <T> T inTurn(int longest, Supplier<T> work) {
    enter(longest);
    try {
      giveWay();
      return ScopedValue.where(own, new Turn()).call(work::get);
    } finally {
      giveBack(1);
    }
  }

  /// @param left how many places are given up meanwhile
  private <T> T without(Supplier<T> waiting, int left) {
    Turn turn = own.get();
    turn.held = false;
    giveBack(left);
    try {
      return waiting.get();
    } finally {
      goOn(left);
      turn.held = true;
      giveWay();
    }
  }

  /// Takes a turn and a place, or waits for them in line if that is shorter than `longest`.
  private void enter(int longest) {
    CountDownLatch called = new CountDownLatch(1);
    synchronized (this) {
      if (turns > 0 && places > 0) {
        turns--;
        places--;
        return;
      }
      if (line.size() >= longest) {
        throw ApiException.of(ErrorCode.TOO_MANY_REQUESTS, "Rate exceeded");
      }
      line.add(called);
    }
    await(called);
  }

  /// Takes a turn again, before those in line: each of those who come back has been in line once. A
  /// place that was given up is taken even if there is none, and nobody enters until one more has
  /// left.
  private void goOn(int left) {
    CountDownLatch called = new CountDownLatch(1);
    synchronized (this) {
      places -= left;
      if (turns > 0) {
        turns--;
        return;
      }
      returning.add(called);
    }
    await(called);
  }

  /// Lets all others that can go on do so first.
  @SuppressWarnings("ThreadPriorityCheck") // only the order of service depends on the scheduler
  private void giveWay() {
    if (crowded()) {
      LockSupport.parkNanos(PAUSE);
    }
    long begun = System.nanoTime();
    long last = begun;
    long waited;
    do {
      Thread.yield();
      long now = System.nanoTime();
      waited = now - last;
      last = now;
    } while (waited > ALONE && last - begun < LONGEST_WAY);
  }

  private synchronized void giveBack(int left) {
    turns++;
    places += left;
    while (turns > 0 && !returning.isEmpty()) {
      turns--;
      returning.remove().countDown();
    }
    while (turns > 0 && places > 0 && !line.isEmpty()) {
      turns--;
      places--;
      line.remove().countDown();
    }
  }

  /// The wait ends by itself, as nobody holds a turn for long; so an interrupt is left for whoever
  /// waits longer.
  private static void await(CountDownLatch called) {
    boolean interrupted = false;
    while (called.getCount() > 0) {
      try {
        called.await();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
