package dev.poolhouse.selfservice;

import dev.poolhouse.user.Contacts;
import dev.poolhouse.user.User;
import dev.poolhouse.wire.ApiException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Addresses that users verify: which attribute, which address, and the user once it is done.
final class VerifiedContact {
  private VerifiedContact() {}

  /// The name of an attribute that can be verified, or `InvalidParameterException`.
  static String require(String attribute) {
    if (!Contacts.ATTRIBUTES.contains(attribute)) {
      throw ApiException.invalidParameter(
          "Invalid attribute name. Only phone_number and email can be verified.");
    }
    return attribute;
  }

  /// The address that a code for `attribute` goes to: a new one that waits for it, or else the
  /// user's present one.
  static Optional<String> address(User user, String attribute) {
    return Optional.ofNullable(user.pending().get(attribute)).or(() -> user.attribute(attribute));
  }

  /// The user with that address in use and verified.
  static User verified(User user, String attribute, String address, Instant now) {
    Map<String, String> attributes = new LinkedHashMap<>(user.attributes());
    attributes.put(attribute, address);
    attributes.put(Contacts.flag(attribute), "true");
    Map<String, String> pending = new LinkedHashMap<>(user.pending());
    pending.remove(attribute);
    return user.withAttributes(attributes, pending, now);
  }
}
