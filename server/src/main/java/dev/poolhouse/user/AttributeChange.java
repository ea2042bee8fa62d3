package dev.poolhouse.user;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A user's attributes after an update.
///
/// @param attributes attributes by name, without `sub`
/// @param pending new values of `email` or `phone_number` that wait for their code
/// @param unverified `email` and `phone_number` where the update gave a new value that is not
///   verified yet, phone number last; where the pool verifies them by itself, a code is due
public record AttributeChange(
    Map<String, String> attributes, Map<String, String> pending, List<String> unverified) {

  public AttributeChange {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    pending = Collections.unmodifiableMap(new LinkedHashMap<>(pending));
    unverified = List.copyOf(unverified);
  }

  /// The user after the update. A second factor that has lost its address is switched off (unsure):
  /// the user's next sign-in could not be completed otherwise.
  public User applied(User user, Instant now) {
    MfaPreference mfa = user.mfa();
    if (!attributes.containsKey(Contacts.PHONE_NUMBER)) {
      mfa = mfa.without(MfaFactor.SMS_MFA);
    }
    if (!attributes.containsKey(Contacts.EMAIL)) {
      mfa = mfa.without(MfaFactor.EMAIL_OTP);
    }
    return user.withAttributes(attributes, pending, now).withMfa(mfa, now);
  }

  /// The new value of one of `unverified`: where its code goes.
  public String target(String contact) {
    String waiting = pending.get(contact);
    String value = waiting == null ? attributes.get(contact) : waiting;
    if (value == null) {
      throw new IllegalArgumentException("not changed: " + contact);
    }
    return value;
  }

  /// Names the change without showing values.
  @Override
  public String toString() {
    return "AttributeChange" + unverified;
  }
}
