package dev.poolhouse.signup;

import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.user.Contacts;
import dev.poolhouse.user.Recovery;
import dev.poolhouse.user.User;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Where the code that confirms a sign-up goes: the phone number where the pool verifies it and the
/// user has one, else the e-mail address.
///
/// Source: sign-in reference §6.2, SignUp.
final class Confirmation {
  private Confirmation() {}

  /// `phone_number` and `email`, as far as the pool verifies them by itself.
  static List<String> attributes(PoolPolicy policy) {
    List<String> verified =
        policy.autoVerified().stream().map(VerifiedAttributeType::toString).toList();
    return Stream.of(Contacts.PHONE_NUMBER, Contacts.EMAIL).filter(verified::contains).toList();
  }

  /// The user's address; empty when the pool verifies none that the user has.
  static Optional<Recovery.Contact> contact(PoolPolicy policy, User user) {
    return attributes(policy).stream()
        .flatMap(attribute -> Recovery.Contact.of(user, attribute).stream())
        .findFirst();
  }
}
