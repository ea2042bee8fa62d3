package dev.poolhouse.http;

import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the TLS files and hands on their content when it has changed. A pair that does not fit
/// (one file renewed, the other not yet) is passed over and tried again; connections keep the old
/// certificate until then.
final class TlsReload implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TlsReload.class);

  private final TlsFiles files;
  private final Consumer<Tls> target;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tls-reload").factory());
  private String seen;

  /// @param files what to watch
  /// @param period how often to look
  /// @param target told of every new pair that loads
  TlsReload(TlsFiles files, Duration period, Consumer<Tls> target) throws IOException {
    this.files = files;
    this.target = target;
    this.seen = fingerprint();
    long millis = period.toMillis();
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      String now = fingerprint();
      if (!now.equals(seen)) {
        target.accept(files.load());
        seen = now;
        LOG.info("TLS certificate reloaded from {}", files.certificates());
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("TLS files {} cannot be used yet: {}", files, e.toString());
    }
  }

  private String fingerprint() throws IOException {
    return SigV4.sha256(Files.readAllBytes(files.certificates()))
        + SigV4.sha256(Files.readAllBytes(files.privateKey()));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
