package dev.poolhouse.user;

import dev.poolhouse.wire.ApiException;
import java.util.List;
import java.util.regex.Pattern;

/// The form of e-mail addresses and phone numbers, and the two attributes that hold them.
public final class Contacts {
  /// `email`
  public static final String EMAIL = "email";

  /// `phone_number`
  public static final String PHONE_NUMBER = "phone_number";

  /// Attributes that codes are sent to.
  public static final List<String> ATTRIBUTES = List.of(EMAIL, PHONE_NUMBER);

  private static final Pattern PHONE_FORM = Pattern.compile("\\+[0-9]{1,15}");
  private static final int LONGEST_EMAIL = 2_048;
  private static final String NOT_IN_ADDRESSES = "<>()[],;:\\\"";

  private Contacts() {}

  /// Whether `text` has the form of an e-mail address: one `@` with something on either side, no
  /// spaces, no quoting.
  public static boolean isEmail(String text) {
    int at = text.indexOf('@');
    return at > 0
        && at < text.length() - 1
        && text.indexOf('@', at + 1) < 0
        && text.length() <= LONGEST_EMAIL
        && text.codePoints().allMatch(Contacts::isInAddress)
        && dotsStandBetween(text.substring(0, at))
        && dotsStandBetween(text.substring(at + 1));
  }

  private static boolean isInAddress(int point) {
    return !Character.isWhitespace(point)
        && !Character.isSpaceChar(point)
        && !Character.isISOControl(point)
        && NOT_IN_ADDRESSES.indexOf(point) < 0;
  }

  private static boolean dotsStandBetween(String part) {
    return !part.startsWith(".") && !part.endsWith(".") && !part.contains("..");
  }

  /// Whether `text` has the E.164 form: `+` and at most 15 digits.
  public static boolean isPhoneNumber(String text) {
    return PHONE_FORM.matcher(text).matches();
  }

  /// The flag that says whether a contact is verified.
  ///
  /// @param attribute `email` or `phone_number`
  public static String flag(String attribute) {
    return attribute + "_verified";
  }

  /// `Invalid email address format.` (recorded)
  public static ApiException invalidEmail() {
    return ApiException.invalidParameter("Invalid email address format.");
  }

  /// `Invalid phone number format.`
  static ApiException invalidPhoneNumber() {
    return ApiException.invalidParameter("Invalid phone number format.");
  }
}
