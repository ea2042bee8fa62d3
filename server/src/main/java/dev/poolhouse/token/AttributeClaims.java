package dev.poolhouse.token;

import java.util.Map;

/// Attributes, which are texts, as the ID token shows them (tokens reference A2).
final class AttributeClaims {
  private AttributeClaims() {}

  /// The value with the type that it has in the ID token.
  static Object typed(String name, String value) {
    return switch (name) {
      case "email_verified", "phone_number_verified" -> Boolean.valueOf(value);
      case "address" -> Map.of("formatted", value);
      case "updated_at" -> number(value);
      default -> value;
    };
  }

  /// `updated_at` as a number (unsure).
  private static Object number(String value) {
    try {
      return Long.valueOf(value);
    } catch (NumberFormatException notWhole) {
      return value;
    }
  }
}
