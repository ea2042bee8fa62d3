package dev.poolhouse.mfa;

import dev.poolhouse.user.Contacts;
import dev.poolhouse.wire.ApiException;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MFAOptionType;

/// `MFAOptions`, the older way to say whether codes come by SMS: the one option there is, or none.
///
/// Source: SetUserSettings page of the API reference.
final class LegacyOptions {
  private LegacyOptions() {}

  /// SMS on when the list names it, off when the list is empty; anything else is
  /// `InvalidParameterException`, wording (unsure).
  static FactorSettings settings(List<MFAOptionType> options) {
    boolean known =
        options.stream()
            .allMatch(
                option ->
                    option.deliveryMedium() == DeliveryMediumType.SMS
                        && Contacts.PHONE_NUMBER.equals(option.attributeName()));
    if (!known) {
      throw ApiException.invalidParameter(
          "Invalid MFA options given, only SMS to phone_number is supported.");
    }
    return FactorSettings.sms(!options.isEmpty());
  }
}
