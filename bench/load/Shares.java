package dev.poolhouse.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Work on many things shared by some connections. Functions only.
final class Shares {
  private Shares() {}

  /// What is done to one of them.
  interface Work {
    void on(Connection connection, int number) throws IOException;
  }

  /// Does the work for all numbers below `count`; the first failure ends it.
  static void each(int connections, int count, URI url, Work work) throws Exception {
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<?>> shares = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        shares.add(
            threads.submit(
                () -> {
                  try (Connection connection = new Connection(url)) {
                    for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                      work.on(connection, n);
                    }
                  }
                  return count;
                }));
      }
      for (Future<?> share : shares) {
        share.get();
      }
    }
  }
}
