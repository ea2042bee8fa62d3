package dev.poolhouse.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

/// Runs one flow over all connections, each with one operation at a time, and waits for answers
/// without sleeping. Used by one thread.
final class Driver implements AutoCloseable {
  private static final double NANOS = 1e9;
  private static final int MOST_FAILURES = 1_000;

  private final LoadFlow.Operation operation;
  private final List<LoadClient> clients = new ArrayList<>();
  private final AtomicReference<String> firstFailure = new AtomicReference<>("");

  Driver(Target target, LoadFlow flow, int connections) throws Exception {
    if (flow.needsTokens()) {
      target.signIn(connections);
    }
    this(target, flow.operation(), connections);
  }

  /// The same with any operation.
  Driver(Target target, LoadFlow.Operation operation, int connections) {
    this.operation = operation;
    SplittableRandom random = new SplittableRandom();
    for (int i = 0; i < connections; i++) {
      clients.add(new LoadClient(target, random.split(), true));
    }
  }

  /// What one connection has seen.
  ///
  /// @param nanos the time of each operation
  private record Seen(LongStream nanos, long failures) {}

  /// Runs the flow and says what was seen.
  ///
  /// @param pid the server's process, when it is known
  Figures measure(Duration length, Optional<Long> pid) throws Exception {
    Optional<ProcessUse> before = use(pid);
    long start = System.nanoTime();
    List<Seen> seen = run(length);
    double seconds = (System.nanoTime() - start) / NANOS;
    Optional<ProcessUse> after = use(pid);
    long[] nanos = seen.stream().flatMapToLong(Seen::nanos).toArray();
    Optional<Figures.Use> use =
        after.map(
            now ->
                new Figures.Use(
                    (now.cpuMillis() - before.orElseThrow().cpuMillis()) / nanos.length,
                    now.residentKib() / 1024.0));
    long failures = seen.stream().mapToLong(Seen::failures).sum();
    return Figures.of(nanos, failures, seconds, use);
  }

  private static Optional<ProcessUse> use(Optional<Long> pid) throws IOException {
    return pid.isPresent() ? Optional.of(ProcessUse.of(pid.get())) : Optional.empty();
  }

  /// Runs the flow until the time is over; an operation under way is ended.
  List<Seen> run(Duration length) throws Exception {
    long end = System.nanoTime() + length.toNanos();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
      List<Future<Seen>> running = new ArrayList<>();
      for (LoadClient client : clients) {
        running.add(threads.submit(() -> run(client, end)));
      }
      List<Seen> seen = new ArrayList<>();
      for (Future<Seen> one : running) {
        seen.add(one.get());
      }
      return seen;
    }
  }

  private Seen run(LoadClient client, long end) {
    LongStream.Builder nanos = LongStream.builder();
    long failures = 0;
    while (System.nanoTime() < end && failures < MOST_FAILURES) {
      long start = System.nanoTime();
      try {
        nanos.add(operation.run(client));
      } catch (IOException | WrongAnswerException e) {
        firstFailure.compareAndSet("", e.toString());
        failures++;
        nanos.add(System.nanoTime() - start);
      }
    }
    return new Seen(nanos.build(), failures);
  }

  /// The first answer that was not what it had to be, warm-up included.
  Optional<String> firstFailure() {
    return Optional.of(firstFailure.get()).filter(text -> !text.isEmpty());
  }

  @Override
  public void close() {
    clients.forEach(LoadClient::close);
  }
}
