package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.message.TestMessages;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Proves the order of recovery addresses in a pool that has none configured, as old pools brought
/// from elsewhere, and that a second factor's address serves for recovery nowhere else. Configured
/// orders are proven through ForgotPassword.
final class RecoveryTest {
  private static final User USER =
      TestSchemas.user(
          Map.of(
              "email",
              "a@b",
              "email_verified",
              "true",
              "phone_number",
              "+1",
              "phone_number_verified",
              "true"));

  @Test
  void phoneNumbersComeFirstWithoutAnOrder() {
    assertThat(Recovery.attributes(new PoolPolicy(UserPoolType.builder().build())))
        .containsExactly("phone_number", "email");
  }

  private record Case(
      String name, UserPoolMfaType mode, boolean ordered, Set<MfaFactor> on, String contact) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> factors() {
    Set<MfaFactor> email = Set.of(MfaFactor.EMAIL_OTP);
    Set<MfaFactor> sms = Set.of(MfaFactor.SMS_MFA);
    Set<MfaFactor> both = Set.of(MfaFactor.EMAIL_OTP, MfaFactor.SMS_MFA);
    UserPoolMfaType optional = UserPoolMfaType.OPTIONAL;
    return Stream.of(
        new Case("no factor", optional, true, Set.of(), "email"),
        new Case("generator", optional, true, Set.of(MfaFactor.SOFTWARE_TOKEN_MFA), "email"),
        new Case("e-mail factor", optional, true, email, "phone_number"),
        new Case("SMS factor", UserPoolMfaType.ON, true, sms, "email"),
        new Case("both", UserPoolMfaType.ON, true, both, "none"),
        new Case("factors that are never asked for", UserPoolMfaType.OFF, true, both, "email"),
        new Case("the older rule", optional, false, both, "phone_number"));
  }

  @ParameterizedTest
  @MethodSource("factors")
  void addressOfASecondFactorIsLeftOut(Case given) {
    Pool pool =
        TestMessages.pool(
            document ->
                given.ordered()
                    ? ordered(
                        document,
                        RecoveryOptionNameType.VERIFIED_EMAIL,
                        RecoveryOptionNameType.VERIFIED_PHONE_NUMBER)
                    : document,
            mfa -> mfa.mfaConfiguration(given.mode()));
    assertThat(contact(pool, given.on())).isEqualTo(given.contact());
  }

  @Test
  void phoneNumberIsLeftOutWhereSmsAloneIsDemanded() {
    assertThat(contact(demandingSms(mfa -> mfa), Set.of())).isEqualTo("email");
    assertThat(contact(demandingSms(mfa -> mfa), Set.of(MfaFactor.SOFTWARE_TOKEN_MFA)))
        .as("a generator that was kept is asked for instead")
        .isEqualTo("phone_number");
    assertThat(
            contact(
                demandingSms(mfa -> mfa.softwareTokenMfaConfiguration(on -> on.enabled(true))),
                Set.of()))
        .isEqualTo("phone_number");
  }

  private static Pool demandingSms(UnaryOperator<GetUserPoolMfaConfigResponse.Builder> more) {
    return TestMessages.pool(
        document ->
            ordered(
                document,
                RecoveryOptionNameType.VERIFIED_PHONE_NUMBER,
                RecoveryOptionNameType.VERIFIED_EMAIL),
        mfa ->
            more.apply(
                mfa.mfaConfiguration(UserPoolMfaType.ON)
                    .smsMfaConfiguration(sms -> sms.smsAuthenticationMessage("Code {####}"))));
  }

  private static String contact(Pool pool, Set<MfaFactor> on) {
    User user = USER.withMfa(new MfaPreference(on, Optional.empty(), false), TestSchemas.NOW);
    return Recovery.find(pool, user).map(Recovery.Contact::attribute).orElse("none");
  }

  private static UserPoolType.Builder ordered(
      UserPoolType.Builder document, RecoveryOptionNameType first, RecoveryOptionNameType second) {
    return document.accountRecoverySetting(
        setting -> setting.recoveryMechanisms(List.of(option(1, first), option(2, second))));
  }

  private static RecoveryOptionType option(int priority, RecoveryOptionNameType name) {
    return RecoveryOptionType.builder().priority(priority).name(name).build();
  }
}
