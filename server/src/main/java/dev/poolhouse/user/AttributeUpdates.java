package dev.poolhouse.user;

import dev.poolhouse.message.Message;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.store.Tx;
import dev.poolhouse.trigger.Occasion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Updates attributes and sends codes to new addresses, for administrators and users alike. May be
/// shared.
public final class AttributeUpdates {
  private final UserChanges changes;
  private final CodeMessages messages;

  public AttributeUpdates(UserChanges changes, CodeMessages messages) {
    this.changes = changes;
    this.messages = messages;
  }

  /// Stores the update and sends a code to each new address that the pool verifies by itself
  /// (`AutoVerifiedAttributes`).
  ///
  /// @param user as it was found; read again in the transaction
  /// @param occasion the call that updates them
  /// @return where codes went
  public List<CodeDeliveryDetailsType> update(
      Occasion occasion,
      User user,
      AttributeWriter writer,
      List<AttributeType> given,
      Instant now) {
    Pool pool = occasion.pool();
    List<CodeMessages.Prepared> prepared = prepare(occasion, user, given, now);
    List<CodeMessages.Prepared> due =
        changes.run(
            "update attributes",
            tx -> {
              User found = changes.reread(tx, user);
              AttributeChange change = AttributeRules.updating(pool.policy(), found, writer, given);
              changes.store(tx, pool, found, change.applied(found, now), false);
              return storeDue(tx, prepared, change);
            });
    return messages.deliver(due);
  }

  private List<CodeMessages.Prepared> storeDue(
      Tx tx, List<CodeMessages.Prepared> prepared, AttributeChange change) {
    List<CodeMessages.Prepared> due =
        prepared.stream()
            .filter(code -> change.unverified().contains(code.contact().attribute()))
            .toList();
    due.forEach(code -> messages.store(tx, code));
    return due;
  }

  /// A code for every address in the request, as it takes cryptography, which has no place in the
  /// transaction that decides which of them are due.
  private List<CodeMessages.Prepared> prepare(
      Occasion occasion, User user, List<AttributeType> given, Instant now) {
    return occasion.pool().policy().autoVerified().stream()
        .map(VerifiedAttributeType::toString)
        .sorted()
        .flatMap(attribute -> value(given, attribute).stream())
        .map(
            contact ->
                messages.prepare(
                    occasion,
                    user,
                    CodeMessages.verifying(contact.attribute()),
                    Message.Purpose.UPDATE_USER_ATTRIBUTE,
                    contact,
                    now))
        .toList();
  }

  private static Optional<Recovery.Contact> value(List<AttributeType> given, String attribute) {
    return given.stream()
        .filter(one -> one.name().equals(attribute))
        .reduce((_, last) -> last)
        .flatMap(one -> Optional.ofNullable(one.value()))
        .filter(value -> !value.isEmpty())
        .map(value -> Recovery.Contact.of(attribute, value));
  }
}
