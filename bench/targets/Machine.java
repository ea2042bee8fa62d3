package dev.poolhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Describes this machine in a line. Functions only.
final class Machine {
  private Machine() {}

  static String describe() throws IOException {
    return "%s, %d cores, %s MiB of memory; %s, Linux %s; %s %s; load %s when this was printed"
        .formatted(
            find("/proc/cpuinfo", "model name\\s*:\\s*(.+)"),
            Runtime.getRuntime().availableProcessors(),
            Long.parseLong(find("/proc/meminfo", "MemTotal:\\s*(\\d+)")) / 1024,
            find("/etc/os-release", "PRETTY_NAME=\"(.+)\""),
            System.getProperty("os.version"),
            System.getProperty("java.vm.name"),
            System.getProperty("java.runtime.version"),
            find("/proc/loadavg", "(\\S+)"));
  }

  private static String find(String file, String pattern) throws IOException {
    Matcher found = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
    return found.find() ? found.group(1) : "0";
  }
}
