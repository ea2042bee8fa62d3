package dev.poolhouse.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One system call of a trace made with `strace -f -ttt -T -y`.
///
/// @param begin when it began, in seconds
/// @param end when it had ended
/// @param name such as `fdatasync`
/// @param text arguments and result as strace writes them, with file names after descriptors
record SystemCall(double begin, double end, String name, String text) {
  private static final Pattern LINE = Pattern.compile("(\\d+)\\s+(\\d+\\.\\d+) (.*)");
  private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)");
  private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. (\\w+) resumed>(.*)");
  private static final Pattern DURATION = Pattern.compile("<(\\d+\\.\\d+)>$");
  private static final String UNFINISHED = " <unfinished ...>";

  private record Begun(double time, String text) {}

  /// The calls of a trace that have ended, in the order of their ends. A call that another thread's
  /// line interrupts is put together again.
  static List<SystemCall> parse(List<String> lines) {
    List<SystemCall> calls = new ArrayList<>();
    Map<String, Begun> begun = new HashMap<>();
    for (String line : lines) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        continue;
      }
      String thread = parts.group(1);
      double time = Double.parseDouble(parts.group(2));
      String text = parts.group(3);
      Matcher resumed = RESUMED.matcher(text);
      if (text.endsWith(UNFINISHED)) {
        begun.put(thread, new Begun(time, text.substring(0, text.length() - UNFINISHED.length())));
      } else if (resumed.matches() && begun.containsKey(thread)) {
        Begun first = begun.remove(thread);
        add(calls, first.time(), first.text() + resumed.group(2));
      } else {
        add(calls, time, text);
      }
    }
    return calls;
  }

  private static void add(List<SystemCall> calls, double begin, String text) {
    Matcher call = CALL.matcher(text);
    Matcher duration = DURATION.matcher(text);
    if (call.matches() && duration.find()) {
      double end = begin + Double.parseDouble(duration.group(1));
      calls.add(new SystemCall(begin, end, call.group(1), call.group(2)));
    }
  }

  boolean succeeded() {
    return !text.contains(") = -1 ");
  }

  /// Whether bytes went into the database's file or its write-ahead log.
  boolean writesDatabase() {
    return (name.startsWith("pwrite") || name.startsWith("write")) && touchesDatabase();
  }

  /// Whether the database's file or its write-ahead log was forced to the disk.
  boolean syncsDatabase() {
    return name.endsWith("sync") && touchesDatabase() && succeeded();
  }

  private boolean touchesDatabase() {
    return text.contains("poolhouse.db>") || text.contains("poolhouse.db-wal>");
  }

  /// Name of the file it worked on.
  String file() {
    int end = text.indexOf('>');
    return text.substring(text.lastIndexOf('/', end) + 1, end);
  }

  /// Whether a request with this header value came in.
  boolean receives(String header) {
    return (name.startsWith("read") || name.startsWith("recv")) && text.contains(header);
  }

  /// Whether the head of an answer went out.
  boolean answers() {
    return (name.startsWith("write") || name.startsWith("send")) && text.contains("\"HTTP/1.1 ");
  }
}
