package dev.poolhouse.user;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The arithmetic of passwords, at most so much of it at once, on threads of its own. Requests wait
/// in line meanwhile without using a processor, so that refreshes and reads get through while
/// everybody signs in; and where the line is long, sign-ins are refused before any work is put into
/// them. May be shared.
///
/// On the threads of the requests themselves no line would show: virtual threads do not give up
/// their processor during arithmetic, so those who wait would not even have begun.
public final class PasswordWork {
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads;
  private final int longestLine;

  /// @param atOnce most pieces of work at once, at least 1
  /// @param longestLine how many may wait before sign-ins are refused
  public PasswordWork(int atOnce, int longestLine) {
    this.threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("passwords-", 0).factory());
    this.threads.allowCoreThreadTimeOut(true); // idle threads end, so there is nothing to close
    this.longestLine = longestLine;
  }

  /// As much at once as there are processors, and a line that takes a tenth of a second or two:
  /// each piece costs a few milliseconds.
  public static PasswordWork standard() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new PasswordWork(processors, 32 * processors);
  }

  /// Throws `TooManyRequestsException` where the line is too long for a sign-in to begin. One that
  /// has begun is never refused.
  public void requireRoom() {
    if (threads.getQueue().size() >= longestLine) {
      throw ApiException.of(ErrorCode.TOO_MANY_REQUESTS, "Rate exceeded");
    }
  }

  /// Does a piece of work, once there is room for it.
  public <T> T run(Supplier<T> work) {
    Future<T> result = threads.submit(work::get);
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a password was worked on", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a password could not be worked on", e.getCause());
    }
  }
}
