package dev.poolhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a process has used since its start, read from `/proc` (Linux).
///
/// @param cpuMillis user and system time of all its threads, in steps of 10 ms
/// @param residentKib memory now
record ProcessUse(double cpuMillis, long residentKib) {
  private static final double MILLIS_PER_TICK = 10; // the kernel shows 100 per second everywhere
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  /// Source: proc_pid_stat(5), fields 14 and 15; proc_pid_status(5), `VmRSS`.
  static ProcessUse of(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
    // the name in parentheses may hold anything; what follows the last one begins with field 3
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    double ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    List<String> status = Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"));
    long resident =
        status.stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0);
    return new ProcessUse(ticks * MILLIS_PER_TICK, resident);
  }
}
