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
  public void close() {
    while (!opened.isEmpty()) {
      close(opened.pop());
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("closing " + part.getClass().getSimpleName(), e);
    }
  }
}
