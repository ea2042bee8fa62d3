package dev.poolhouse.user;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MFAOptionType;

/// A user's second factors as the API shows them; what is not set is left out of answers.
///
/// @param settings `UserMFASettingList`
/// @param preferred `PreferredMfaSetting`
/// @param options `MFAOptions`, the older form, which knows SMS alone (that newer users still have
///   it is unsure)
public record MfaView(
    Optional<List<String>> settings,
    Optional<String> preferred,
    Optional<List<MFAOptionType>> options) {
  private static final List<MFAOptionType> SMS =
      List.of(
          MFAOptionType.builder()
              .deliveryMedium(DeliveryMediumType.SMS)
              .attributeName(Contacts.PHONE_NUMBER)
              .build());

  /// What the user has switched on.
  public static MfaView of(User user) {
    MfaPreference mfa = user.mfa();
    return new MfaView(
        Optional.of(mfa.enabled().stream().map(MfaFactor::name).toList())
            .filter(names -> !names.isEmpty()),
        mfa.preferred().map(MfaFactor::name),
        mfa.enabled().contains(MfaFactor.SMS_MFA) ? Optional.of(SMS) : Optional.empty());
  }
}
