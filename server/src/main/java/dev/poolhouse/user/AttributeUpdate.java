package dev.poolhouse.user;

import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.wire.ApiException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;

/// One update of a user's attributes while it is put together. For one thread.
final class AttributeUpdate {
  private static final String FALSE = "false";

  private final PoolPolicy policy;
  private final User user;
  private final Map<String, SchemaAttributeType> schema;
  private final Map<String, String> attributes;
  private final Map<String, String> pending;
  private final Set<String> written = new HashSet<>();

  AttributeUpdate(PoolPolicy policy, User user) {
    this.policy = policy;
    this.user = user;
    this.schema = policy.schema();
    this.attributes = new LinkedHashMap<>(user.attributes());
    this.pending = new LinkedHashMap<>(user.pending());
  }

  /// Sets an attribute; an empty value deletes it. Immutable ones are refused whether set or not
  /// and whatever the value (recorded).
  void set(String name, String value) {
    SchemaAttributeType attribute = declared(name);
    if (Boolean.FALSE.equals(attribute.mutable())) {
      throw immutable(name);
    }
    put(attribute, value);
  }

  /// Sets an attribute of a user who has not signed in yet, whose immutable ones may still be given
  /// once.
  void setFirst(String name, String value) {
    SchemaAttributeType attribute = declared(name);
    if (Boolean.FALSE.equals(attribute.mutable()) && user.attribute(name).isPresent()) {
      throw immutable(name);
    }
    put(attribute, value);
  }

  private SchemaAttributeType declared(String name) {
    SchemaAttributeType attribute = schema.get(name);
    if (attribute == null) {
      throw ApiException.invalidParameter(
          "user." + name + ": Attribute does not exist in the schema.");
    }
    return attribute;
  }

  private static ApiException immutable(String name) {
    return ApiException.invalidParameter("user." + name + ": Attribute cannot be updated.");
  }

  private void put(SchemaAttributeType attribute, String value) {
    String name = attribute.name();
    if (!value.isEmpty()) {
      attributes.put(name, AttributeValues.checked(attribute, value));
      written.add(name);
      return;
    }
    if (Boolean.TRUE.equals(attribute.required())) {
      throw ApiException.invalidParameter(
          "Invalid user attributes: " + name + ": Required attribute cannot be deleted.");
    }
    attributes.remove(name);
    pending.remove(name);
    if (Contacts.ATTRIBUTES.contains(name)) {
      attributes.remove(Contacts.flag(name));
    }
  }

  AttributeChange finish() {
    List<String> unverified = new ArrayList<>();
    Contacts.ATTRIBUTES.stream()
        .filter(written::contains)
        .filter(attributes::containsKey)
        .filter(this::isUnverified)
        .forEach(unverified::add);
    unverified.stream().filter(this::waits).forEach(this::keepOld);
    return new AttributeChange(attributes, pending, unverified);
  }

  /// Whether a contact that was written has a new value that nobody vouches for; sets its flag. The
  /// value it had already changes nothing.
  private boolean isUnverified(String contact) {
    pending.remove(contact);
    String flag = Contacts.flag(contact);
    boolean same = user.attribute(contact).equals(Optional.ofNullable(attributes.get(contact)));
    if (!same && !written.contains(flag)) {
      attributes.put(flag, FALSE);
    }
    return !same && FALSE.equals(attributes.getOrDefault(flag, FALSE));
  }

  /// Whether the pool keeps an old value until the new one is verified; without an old one there is
  /// nothing to keep.
  private boolean waits(String contact) {
    return user.attribute(contact).isPresent()
        && policy.document().userAttributeUpdateSettings() != null
        && policy
            .document()
            .userAttributeUpdateSettings()
            .attributesRequireVerificationBeforeUpdateAsStrings()
            .contains(contact);
  }

  private void keepOld(String contact) {
    pending.put(contact, attributes.getOrDefault(contact, ""));
    restore(contact);
    restore(Contacts.flag(contact));
  }

  private void restore(String name) {
    user.attribute(name)
        .ifPresentOrElse(old -> attributes.put(name, old), () -> attributes.remove(name));
  }
}
