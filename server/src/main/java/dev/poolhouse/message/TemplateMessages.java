package dev.poolhouse.message;

import dev.poolhouse.store.Tx;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Messages with the texts of the pool's templates. May be shared.
public final class TemplateMessages implements Messages {
  private static final Logger LOG = LoggerFactory.getLogger(TemplateMessages.class);

  private final Templates templates;
  private final Delivery delivery;
  private final MessageQueue queue;

  public TemplateMessages(Templates templates, Delivery delivery, MessageQueue queue) {
    this.templates = templates;
    this.delivery = delivery;
    this.queue = queue;
  }

  /// The text of the exception is ours: what the service says is (unsure).
  @Override
  public void deliver(Outgoing outgoing) {
    if (Templates.leavesOutPassword(outgoing)) {
      LOG.warn(
          "pool {}: invitation not sent, its template lacks {}",
          outgoing.pool().id(),
          Placeholders.CODE);
      return;
    }
    switch (delivery.send(templates.compose(outgoing))) {
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
    return queue.seal(outgoing, templates.compose(outgoing));
  }

  @Override
  public void queue(Tx tx, Queued message) {
    queue.add(tx, message);
  }
}
