package dev.poolhouse.signin;

import dev.poolhouse.user.Contacts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A first factor as users of `USER_AUTH` choose it; the names are those on the wire.
enum Choice {
  PASSWORD_SRP,
  PASSWORD,
  EMAIL_OTP,
  SMS_OTP,
  WEB_AUTHN;

  /// The two ways to prove a password, which are always offered together.
  static final List<Choice> PASSWORDS = List.of(PASSWORD_SRP, PASSWORD);

  /// The choice of that name.
  static Optional<Choice> named(String name) {
    return Arrays.stream(values()).filter(choice -> choice.name().equals(name)).findFirst();
  }

  /// Whether it is a code that is sent.
  boolean code() {
    return this == EMAIL_OTP || this == SMS_OTP;
  }

  /// `email` or `phone_number`, where a code goes.
  String attribute() {
    return this == SMS_OTP ? Contacts.PHONE_NUMBER : Contacts.EMAIL;
  }
}
