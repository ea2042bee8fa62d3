package dev.poolhouse.user;

import dev.poolhouse.message.Message;
import dev.poolhouse.message.Messages;
import dev.poolhouse.message.Outgoing;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.store.Tx;
import dev.poolhouse.trigger.Occasion;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;

/// Makes a code, stores it with what it belongs to, and sends it afterwards. May be shared.
public final class CodeMessages {
  private final Codes codes;
  private final CodeStore store;
  private final Messages messages;

  public CodeMessages(Codes codes, CodeStore store, Messages messages) {
    this.codes = codes;
    this.store = store;
    this.messages = messages;
  }

  /// A code that is neither stored nor sent yet.
  ///
  /// @param userId the user it is for
  /// @param purpose what it allows
  /// @param contact where it goes, and what it proves
  /// @param issued the code
  /// @param outgoing the message that carries it
  public record Prepared(
      UserId userId,
      CodeStore.Purpose purpose,
      Recovery.Contact contact,
      Codes.Issued issued,
      Outgoing outgoing) {

    /// What the API tells about the delivery.
    public CodeDeliveryDetailsType details() {
      return Messages.details(contact.attribute(), contact.medium(), contact.to());
    }
  }

  /// The code and message of one address; before the transaction, as it takes cryptography.
  ///
  /// @param occasion the call that sends it
  public Prepared prepare(
      Occasion occasion,
      User user,
      CodeStore.Purpose purpose,
      Message.Purpose reason,
      Recovery.Contact contact,
      Instant now) {
    Codes.Issued issued = codes.issue(user.id(), purpose, contact.attribute(), contact.to(), now);
    Outgoing outgoing =
        new Outgoing(
            occasion,
            user.id().value(),
            user.username(),
            shown(occasion.pool(), user, contact),
            contact.medium(),
            contact.to(),
            reason,
            issued.code());
    return new Prepared(user.id(), purpose, contact, issued, outgoing);
  }

  /// A new address shows in the event before it replaces the old one, or a function that sends the
  /// code itself would not know where to (unsure).
  private static Map<String, String> shown(Pool pool, User user, Recovery.Contact contact) {
    Map<String, String> attributes = new LinkedHashMap<>(EventAttributes.of(pool, user));
    if (user.attribute(contact.attribute()).filter(contact.to()::equals).isEmpty()) {
      attributes.put(contact.attribute(), contact.to());
      attributes.put(Contacts.flag(contact.attribute()), "false");
    }
    return attributes;
  }

  /// Stores the code, in the place of an older one.
  public void store(Tx tx, Prepared prepared) {
    store.put(tx, prepared.userId(), prepared.purpose(), prepared.issued().stored());
  }

  /// Sends the codes, after the commit. Throws `CodeDeliveryFailureException`.
  public List<CodeDeliveryDetailsType> deliver(List<Prepared> prepared) {
    prepared.forEach(one -> messages.deliver(one.outgoing()));
    return prepared.stream().map(Prepared::details).toList();
  }

  /// The purpose of a code that verifies `email` or `phone_number`.
  public static CodeStore.Purpose verifying(String attribute) {
    return attribute.equals(Contacts.EMAIL)
        ? CodeStore.Purpose.VERIFY_EMAIL
        : CodeStore.Purpose.VERIFY_PHONE_NUMBER;
  }
}
