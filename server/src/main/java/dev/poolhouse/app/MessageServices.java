package dev.poolhouse.app;

import dev.poolhouse.message.CodeCipher;
import dev.poolhouse.message.Composer;
import dev.poolhouse.message.CustomSenders;
import dev.poolhouse.message.Delivery;
import dev.poolhouse.message.Drafts;
import dev.poolhouse.message.MessageQueue;
import dev.poolhouse.message.Messages;
import dev.poolhouse.message.QueueWorker;
import dev.poolhouse.message.TemplateMessages;
import dev.poolhouse.message.Templates;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.trigger.Triggers;
import java.util.function.Supplier;

/// What tells users.
///
/// @param composer writes messages
/// @param senders hands them to functions that send them
/// @param delivery the way they leave the server otherwise
/// @param queue where they wait
record MessageServices(
    Composer composer, CustomSenders senders, Delivery delivery, MessageQueue queue) {

  /// @param url this server's URL, for links
  static MessageServices of(
      Core core,
      Stores stores,
      Delivery delivery,
      Triggers triggers,
      CodeCipher cipher,
      Supplier<String> url) {
    return new MessageServices(
        new Composer(new Templates(url, core.ids()), triggers),
        new CustomSenders(triggers, cipher),
        delivery,
        new MessageQueue(stores.messages(), core.sealer(), core.clock()));
  }

  /// What operations tell users with.
  Messages messages() {
    return new TemplateMessages(composer, senders, delivery, queue);
  }

  /// Starts delivering what is queued.
  QueueWorker start(Core core, Pools pools) {
    return QueueWorker.start(
        core.database(),
        queue,
        delivery,
        new Drafts(pools, composer, senders, delivery),
        core.clock());
  }
}
