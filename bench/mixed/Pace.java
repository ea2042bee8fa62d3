package dev.poolhouse.bench;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Operations at a constant rate over as many connections as it takes, which are kept until it is
/// closed. An operation that finds all connections busy waits, and its time counts from when it was
/// due. Used by one thread at a time.
final class Pace implements AutoCloseable {
  private static final String REFUSED = "TooManyRequestsException";

  private final LoadFlow flow;
  private final double perSecond;
  private final List<LoadClient> clients = new ArrayList<>();

  /// @param target where the users are
  /// @param flow what an operation is
  /// @param perSecond how many are due in a second
  /// @param connections most operations at once
  Pace(Target target, LoadFlow flow, double perSecond, int connections) {
    this.flow = flow;
    this.perSecond = perSecond;
    SplittableRandom random = new SplittableRandom();
    for (int i = 0; i < connections; i++) {
      clients.add(new LoadClient(target, random.split(), false));
    }
  }

  /// Runs it.
  Outcome run(Duration length) throws Exception {
    Outcome all = new Outcome();
    AtomicLong next = new AtomicLong();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> running = new ArrayList<>();
      for (LoadClient client : clients) {
        running.add(threads.submit(() -> run(client, next, start, length.toNanos())));
      }
      for (Future<Outcome> one : running) {
        all.add(one.get());
      }
    }
    return all;
  }

  LoadFlow flow() {
    return flow;
  }

  double perSecond() {
    return perSecond;
  }

  @Override
  public void close() {
    clients.forEach(LoadClient::close);
  }

  private Outcome run(LoadClient client, AtomicLong next, long start, long length) {
    Outcome outcome = new Outcome();
    for (long due = due(next); due < length; due = due(next)) {
      long early = start + due - System.nanoTime();
      if (early > 0) {
        LockSupport.parkNanos(early);
      }
      run(client, start + due, outcome);
    }
    return outcome;
  }

  private long due(AtomicLong next) {
    return (long) (next.getAndIncrement() / perSecond * 1e9);
  }

  private void run(LoadClient client, long due, Outcome outcome) {
    try {
      flow.operation().run(client);
      outcome.done.add(System.nanoTime() - due);
    } catch (SocketTimeoutException _) {
      outcome.timeOuts++;
    } catch (IOException e) {
      outcome.failed(e.toString());
    } catch (WrongAnswerException e) {
      if (String.valueOf(e.getMessage()).contains(REFUSED)) {
        outcome.refused.add(System.nanoTime() - due);
      } else {
        outcome.failed(String.valueOf(e.getMessage()));
      }
    }
  }
}
