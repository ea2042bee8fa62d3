package dev.poolhouse.bench;

import java.util.ArrayDeque;
import java.util.Deque;

/// What was opened, closed in reverse order. Used by one thread.
final class Stack implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  <T extends AutoCloseable> T push(T part) {
    opened.push(part);
    return part;
  }

  @Override
  public void close() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }
}
