package dev.poolhouse.lambda;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

/// Splits what a program prints into lines for the log. A line that is too long is cut, so that
/// nothing a function prints fills the memory; control characters become `?`, so that it writes no
/// lines of its own into the log.
final class OutputLines {
  /// Most characters of a line that are kept.
  static final int LONGEST = 4_096;

  private static final String CUT = " […]";

  private OutputLines() {}

  /// Reads to the end and hands over each line.
  static void read(Reader output, Consumer<String> lines) throws IOException {
    StringBuilder line = new StringBuilder();
    boolean cut = false;
    for (int letter = output.read(); letter >= 0; letter = output.read()) {
      if (letter == '\n') {
        lines.accept(cut ? line + CUT : line.toString());
        line.setLength(0);
        cut = false;
      } else if (line.length() == LONGEST) {
        cut = true;
      } else if (letter != '\r') {
        line.append(Character.isISOControl(letter) && letter != '\t' ? '?' : (char) letter);
      }
    }
    if (!line.isEmpty()) {
      lines.accept(cut ? line + CUT : line.toString());
    }
  }
}
