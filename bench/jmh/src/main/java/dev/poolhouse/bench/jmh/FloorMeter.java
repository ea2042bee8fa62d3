package dev.poolhouse.bench.jmh;

import com.sun.management.ThreadMXBean;
import dev.poolhouse.crypto.ExponentBenchmark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// Measures the floor of each flow whenever a line comes in, for `bench/load`, which asks between
/// its runs: on a shared machine the same signature takes 20 % more from one minute to the next.
/// The benchmarks are the ones that JMH runs, called for a moment each in one process that has been
/// warmed up.
///
/// Answers with lines `name=milliseconds`, as [Report] writes them, and an empty one. Ends with its
/// input.
public final class FloorMeter {
  private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(300);
  private static final int WARM_UP = 5;

  /// Calls between two looks at the clock, which costs up to a microsecond.
  private static final int BATCH = 16;

  private static final double NANOS = 1_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Map<String, Callable<Object>> parts = new LinkedHashMap<>();
  private int seen;

  private FloorMeter() {
    add("jdk");
    add("server");
    ExponentBenchmark exponents = new ExponentBenchmark();
    exponents.draw();
    parts.put("ExponentBenchmark.jdk", exponents::jdk);
    parts.put("ExponentBenchmark.jdkPowerOfG", exponents::jdkPowerOfG);
    parts.put("ExponentBenchmark.powerOfG", exponents::powerOfG);
  }

  private void add(String provider) {
    RsaBenchmark keys = new RsaBenchmark();
    keys.provider = provider;
    keys.makeKeys();
    parts.put("RsaBenchmark.sign " + provider, keys::sign);
    parts.put("RsaBenchmark.verify " + provider, keys::verify);
  }

  /// Runs until its input ends.
  public static void main(String[] words) throws Exception {
    FloorMeter meter = new FloorMeter();
    for (int i = 0; i < WARM_UP; i++) {
      meter.measure();
    }
    meter.answerAll();
  }

  private void answerAll() throws Exception {
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (questions.readLine() != null) {
      Report.figures(measure())
          .forEach((name, millis) -> System.out.printf("%s=%.6f%n", name, millis));
      System.out.println();
    }
  }

  /// Microseconds of processor time of each part.
  private Map<String, Double> measure() throws Exception {
    Map<String, Double> micros = new LinkedHashMap<>();
    for (Map.Entry<String, Callable<Object>> part : parts.entrySet()) {
      micros.put(part.getKey(), micros(part.getValue()));
    }
    if (seen == 0) {
      throw new IOException("nothing was computed"); // or a compiler could leave all of it out
    }
    return micros;
  }

  private double micros(Callable<Object> part) throws Exception {
    long start = threads.getCurrentThreadCpuTime();
    long used = 0;
    int calls = 0;
    while (used < MOMENT) {
      for (int i = 0; i < BATCH; i++) {
        seen |= part.call().hashCode();
      }
      calls += BATCH;
      used = threads.getCurrentThreadCpuTime() - start;
    }
    return used / NANOS / calls;
  }
}
