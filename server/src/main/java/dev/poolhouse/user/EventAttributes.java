package dev.poolhouse.user;

import dev.poolhouse.pool.Pool;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;

/// Users as the events of triggers show them: attributes, and what the service adds to them.
///
/// Source: triggers reference §2, `request.userAttributes` (recorded).
public final class EventAttributes {
  private EventAttributes() {}

  /// `sub`, `cognito:user_status`, all attributes, which of them are aliases, and since when tokens
  /// are valid where the user was signed out everywhere.
  public static Map<String, String> of(Pool pool, User user) {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("sub", user.sub());
    shown.put("cognito:user_status", user.status().toString());
    shown.putAll(user.attributes());
    for (String contact : Contacts.ATTRIBUTES) {
      boolean alias =
          pool.policy().aliases().stream().anyMatch(name -> contact.equals(name.toString()));
      user.attribute(contact)
          .filter(_ -> alias)
          .ifPresent(value -> shown.put("cognito:" + contact + "_alias", value));
    }
    if (user.signedOutAt().isAfter(Instant.EPOCH)) {
      shown.put("cognito:token_nbf", Long.toString(user.signedOutAt().toEpochMilli()));
    }
    return shown;
  }

  /// A list of names and values as events show it; the last value of a name wins.
  public static Map<String, String> given(List<AttributeType> list) {
    Map<String, String> values = new LinkedHashMap<>();
    list.forEach(one -> values.put(one.name(), Optional.ofNullable(one.value()).orElse("")));
    return values;
  }
}
