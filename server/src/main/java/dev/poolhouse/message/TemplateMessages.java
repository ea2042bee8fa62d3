package dev.poolhouse.message;

import dev.poolhouse.store.Tx;
import dev.poolhouse.trigger.TriggerKind;
import dev.poolhouse.trigger.Triggers;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;

/// Messages with the texts of the pool's function or templates. May be shared.
public final class TemplateMessages implements Messages {
  private final Composer composer;
  private final CustomSenders senders;
  private final Delivery delivery;
  private final MessageQueue queue;

  public TemplateMessages(
      Composer composer, CustomSenders senders, Delivery delivery, MessageQueue queue) {
    this.composer = composer;
    this.senders = senders;
    this.delivery = delivery;
    this.queue = queue;
  }

  @Override
  public void deliver(Outgoing outgoing) {
    if (CustomSenders.take(outgoing)) {
      senders.start(outgoing);
      return;
    }
    composer.compose(outgoing, composer.newId()).ifPresent(message -> send(outgoing, message));
  }

  /// The text of the exception is ours: what the service says is (unsure).
  private void send(Outgoing outgoing, Message message) {
    switch (delivery.send(message)) {
      case Delivery.Outcome.Sent() -> {}
      case Delivery.Outcome.Failed(String reason) ->
          throw ApiException.of(
              ErrorCode.CODE_DELIVERY_FAILURE,
              "Failed to deliver the message to "
                  + Masking.mask(outgoing.medium(), outgoing.to())
                  + ": "
                  + reason
                  + ".");
    }
  }

  @Override
  public Queued prepare(Outgoing outgoing) {
    return needsFunction(outgoing)
        ? queue.sealDraft(outgoing, composer.newId())
        : queue.seal(outgoing, composer.plain(outgoing));
  }

  private static boolean needsFunction(Outgoing outgoing) {
    return CustomSenders.take(outgoing)
        || Triggers.configured(outgoing.occasion(), TriggerKind.CUSTOM_MESSAGE);
  }

  /// A function that sends e-mail is told of the notice without its text. One that writes texts is
  /// not asked: the trigger has no source for it.
  @Override
  public Queued prepare(Notice notice) {
    Outgoing outgoing = notice.outgoing();
    return CustomSenders.take(outgoing)
        ? queue.sealDraft(outgoing, composer.newId())
        : queue.seal(outgoing, composer.notice(notice));
  }

  @Override
  public void queue(Tx tx, Queued message) {
    queue.add(tx, message);
  }
}
