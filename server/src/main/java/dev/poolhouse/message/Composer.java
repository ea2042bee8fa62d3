package dev.poolhouse.message;

import dev.poolhouse.trigger.CustomMessage;
import dev.poolhouse.trigger.Triggers;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Composes messages with the texts of the pool's function, or else of its templates. Asks the
/// function, so it is called outside transactions. May be shared.
///
/// Source: developer guide, "Custom message Lambda trigger"; triggers reference §4.8.
public final class Composer {
  private static final Logger LOG = LoggerFactory.getLogger(Composer.class);

  private final Templates templates;
  private final Triggers triggers;

  public Composer(Templates templates, Triggers triggers) {
    this.templates = templates;
    this.triggers = triggers;
  }

  /// An id for a message.
  String newId() {
    return templates.newId();
  }

  /// The message of a notice.
  Message notice(Notice notice) {
    return templates.compose(notice);
  }

  /// The message by the pool's templates alone.
  Message plain(Outgoing outgoing) {
    return templates.compose(outgoing);
  }

  /// The message; empty when it is an invitation whose text leaves out the password, which is said
  /// in the log.
  ///
  /// Throws what [Triggers#fire] throws, and `InvalidLambdaResponseException` for texts that lack
  /// something or are too long.
  Optional<Message> compose(Outgoing outgoing, String id) {
    Optional<CustomMessage.Written> answer = triggers.fire(outgoing.occasion(), question(outgoing));
    CustomMessage.Written written = answer.orElse(CustomMessage.Written.NOTHING);
    if (FunctionTexts.body(outgoing, written).isEmpty() && Templates.leavesOutPassword(outgoing)) {
      LOG.warn(
          "pool {}: invitation not sent, its template lacks {}",
          outgoing.pool().id(),
          Placeholders.CODE);
      return Optional.empty();
    }
    FunctionTexts.check(outgoing, written);
    Message message = templates.compose(outgoing, id, written);
    if (FunctionTexts.body(outgoing, written).isPresent()) {
      FunctionTexts.checkLength(message);
    }
    return Optional.of(message);
  }

  private static CustomMessage question(Outgoing outgoing) {
    return new CustomMessage(
        outgoing.purpose().source(),
        outgoing.username(),
        outgoing.attributes(),
        Texts.linkPlaceholder(outgoing.pool()),
        outgoing.purpose() == Message.Purpose.ADMIN_CREATE_USER);
  }
}
