package dev.poolhouse.message;

/// Addresses as answers show them.
///
/// Source: recorded exchanges, `f***@e***` and `+*******9934` (sign-in reference §5.4).
public final class Masking {
  private static final int SHOWN_DIGITS = 4;

  private Masking() {}

  /// `to`, masked for its medium.
  public static String mask(Message.Medium medium, String to) {
    return switch (medium) {
      case EMAIL -> email(to);
      case SMS -> phone(to);
    };
  }

  private static String email(String address) {
    int at = address.lastIndexOf('@');
    if (at < 1 || at == address.length() - 1) {
      return "***";
    }
    return firstCharacter(address) + "***@" + firstCharacter(address.substring(at + 1)) + "***";
  }

  private static String firstCharacter(String text) {
    return new String(Character.toChars(text.codePointAt(0)));
  }

  /// Plus, seven stars, the last four digits; whether the stars follow the number's length is
  /// (unsure).
  private static String phone(String number) {
    String end =
        number.length() <= SHOWN_DIGITS ? "" : number.substring(number.length() - SHOWN_DIGITS);
    return "+*******" + end;
  }
}
