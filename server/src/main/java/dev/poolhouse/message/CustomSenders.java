package dev.poolhouse.message;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.trigger.CustomSender;
import dev.poolhouse.trigger.Functions;
import dev.poolhouse.trigger.TriggerKind;
import dev.poolhouse.trigger.Triggers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands messages to functions that send them in the place of the server. Nobody waits for them,
/// and no caller hears of their errors, which are logged. So many messages of one pool wait at once
/// at most; further ones are dropped. May be shared.
///
/// Where a pool has both such a function and one that writes texts, the latter is not asked
/// (unsure).
///
/// Source: developer guide, "Custom sender Lambda triggers"; triggers reference §4.9.
public final class CustomSenders implements AutoCloseable {
  /// Most messages of one pool that are handed over at the same time.
  static final int MOST = 256;

  private static final Logger LOG = LoggerFactory.getLogger(CustomSenders.class);

  private final Triggers triggers;
  private final CodeCipher cipher;
  private final Map<PoolKey, Semaphore> free = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public CustomSenders(Triggers triggers, CodeCipher cipher) {
    this.triggers = triggers;
    this.cipher = cipher;
  }

  /// Whether the pool has a function that sends messages of this medium.
  static boolean take(Outgoing outgoing) {
    return Triggers.configured(
        outgoing.occasion(),
        switch (outgoing.medium()) {
          case EMAIL -> TriggerKind.CUSTOM_EMAIL_SENDER;
          case SMS -> TriggerKind.CUSTOM_SMS_SENDER;
        });
  }

  /// Hands a message over without waiting.
  void start(Outgoing outgoing) {
    Semaphore slots = free.computeIfAbsent(outgoing.pool().key(), _ -> new Semaphore(MOST));
    if (!slots.tryAcquire()) {
      failed(outgoing, "too many messages of the pool are waiting");
      return;
    }
    threads.execute(
        () -> {
          try {
            run(outgoing);
          } finally {
            slots.release();
          }
        });
  }

  /// The outermost frame of its thread: nobody else would see the failure.
  private void run(Outgoing outgoing) {
    try {
      if (send(outgoing) instanceof Delivery.Outcome.Failed(String reason)) {
        failed(outgoing, reason);
      }
    } catch (RuntimeException e) {
      LOG.warn("pool {}: a message was not handed to its function", outgoing.pool().id(), e);
    }
  }

  private static void failed(Outgoing outgoing, String reason) {
    LOG.warn(
        "pool {}: {} message to {} not handed to its function: {}",
        outgoing.pool().id(),
        outgoing.purpose(),
        Masking.mask(outgoing.medium(), outgoing.to()),
        reason);
  }

  /// Hands a message over and waits. A function that throws has had the message: it is not handed
  /// over again, and what it says is not logged, as it may hold the code.
  Delivery.Outcome send(Outgoing outgoing) {
    if (outgoing.code().length() == 0) {
      return send(outgoing, Optional.empty());
    }
    String key =
        Optional.ofNullable(outgoing.pool().document().lambdaConfig().kmsKeyID()).orElse("");
    return switch (cipher.encrypt(plain(outgoing), key, outgoing.pool().id())) {
      case CodeCipher.Outcome.Encrypted(String message) -> send(outgoing, Optional.of(message));
      case CodeCipher.Outcome.Failed(String reason) -> new Delivery.Outcome.Failed(reason);
    };
  }

  /// Temporary passwords in e-mail are HTML (documented for functions that send e-mail alone).
  private static Secret plain(Outgoing outgoing) {
    return outgoing.purpose() == Message.Purpose.ADMIN_CREATE_USER
            && outgoing.medium() == Message.Medium.EMAIL
        ? Secret.of(Templates.escape(outgoing.code().reveal()))
        : outgoing.code();
  }

  private Delivery.Outcome send(Outgoing outgoing, Optional<String> code) {
    CustomSender event =
        new CustomSender(
            outgoing.medium() == Message.Medium.SMS,
            outgoing.purpose().source(),
            outgoing.username(),
            outgoing.attributes(),
            code);
    Optional<Functions.Outcome> outcome = triggers.send(outgoing.occasion(), event);
    if (outcome.isEmpty()) {
      return new Delivery.Outcome.Failed("the pool has no function any more");
    }
    return switch (outcome.get()) {
      case Functions.Outcome.Returned _ -> new Delivery.Outcome.Sent();
      case Functions.Outcome.Threw _ -> {
        failed(outgoing, "it threw");
        yield new Delivery.Outcome.Sent();
      }
      case Functions.Outcome.Refused(String name) -> new Delivery.Outcome.Failed(name);
      case Functions.Outcome.TimedOut() -> new Delivery.Outcome.Failed("no answer in time");
    };
  }

  /// Ends what is being handed over.
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
