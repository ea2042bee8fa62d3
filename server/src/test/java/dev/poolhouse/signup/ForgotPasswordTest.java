package dev.poolhouse.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.user.MfaFactor;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Proves where recovery codes go, and to whom none is sent.
@EachServer
final class ForgotPasswordTest {
  private static final Refusal UNREACHABLE =
      Refusal.invalidParameter(
          "Cannot reset password for the user as there is no registered/verified email or"
              + " phone_number");
  private static final Refusal WRONG_STATE =
      Refusal.notAuthorized("User password cannot be reset in the current state.");

  private final TestServer server;

  ForgotPasswordTest(TestServer server) {
    this.server = server;
  }

  private Newcomers newcomers(Consumer<CreateUserPoolRequest.Builder> settings) {
    return Newcomers.of(server, PoolFixture.create(server, settings));
  }

  private static Consumer<CreateUserPoolRequest.Builder> recovery(RecoveryOptionNameType... order) {
    return pool -> {
      List<RecoveryOptionType> options =
          Stream.iterate(0, i -> i < order.length, i -> i + 1)
              .map(i -> RecoveryOptionType.builder().priority(i + 1).name(order[i]).build())
              .toList();
      pool.accountRecoverySetting(setting -> setting.recoveryMechanisms(options));
    };
  }

  /// @param destination where the code goes; empty for nowhere
  private record Sent(
      String name,
      Consumer<CreateUserPoolRequest.Builder> pool,
      List<String> attributes,
      String destination) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<String> BOTH =
      List.of(
          "email",
          "a@b.org",
          "email_verified",
          "true",
          "phone_number",
          "+15555550123",
          "phone_number_verified",
          "true");
  private static final List<String> PHONE_UNVERIFIED =
      List.of("email", "a@b.org", "email_verified", "true", "phone_number", "+15555550123");

  static Stream<Sent> channels() {
    RecoveryOptionNameType email = RecoveryOptionNameType.VERIFIED_EMAIL;
    RecoveryOptionNameType phone = RecoveryOptionNameType.VERIFIED_PHONE_NUMBER;
    return Stream.of(
        new Sent("no order given: e-mail first", pool -> {}, BOTH, "a***@b***"),
        new Sent(
            "no order given: verified addresses only", pool -> {}, PHONE_UNVERIFIED, "a***@b***"),
        new Sent("e-mail first", recovery(email, phone), BOTH, "a***@b***"),
        new Sent("phone first", recovery(phone, email), BOTH, "+*******0123"),
        new Sent(
            "the next that is verified", recovery(phone, email), PHONE_UNVERIFIED, "a***@b***"),
        new Sent("phone alone, not verified", recovery(phone), PHONE_UNVERIFIED, ""),
        new Sent("nothing set", recovery(email), List.of(), ""));
  }

  @ParameterizedTest
  @MethodSource("channels")
  void sendsTheCodeByTheFirstChannelThatIsVerified(Sent sent) {
    Newcomers newcomers = newcomers(sent.pool());
    newcomers.pool().confirmedUser("ann", sent.attributes().toArray(String[]::new));
    if (sent.destination().isEmpty()) {
      assertThat(Refusal.of(() -> newcomers.forget("ann"))).isEqualTo(UNREACHABLE);
      return;
    }
    CodeDeliveryDetailsType details =
        newcomers
            .sdk()
            .forgotPassword(request -> request.clientId(newcomers.clientId()).username("ann"))
            .codeDeliveryDetails();
    assertThat(details.destination()).isEqualTo(sent.destination());
    assertThat(newcomers.look("ann").userStatus()).isEqualTo(UserStatusType.CONFIRMED);
  }

  @Test
  void addressOfASecondFactorGetsNoCode() {
    Newcomers newcomers = newcomers(pool -> {});
    SecondFactors factors =
        new SecondFactors(server, newcomers.pool())
            .offer(UserPoolMfaType.OPTIONAL, MfaFactor.SMS_MFA, MfaFactor.EMAIL_OTP);
    newcomers.pool().confirmedUser("ann", BOTH.toArray(String[]::new));
    factors.enable("ann", MfaFactor.EMAIL_OTP);
    assertThat(
            newcomers
                .sdk()
                .forgotPassword(request -> request.clientId(newcomers.clientId()).username("ann"))
                .codeDeliveryDetails()
                .destination())
        .isEqualTo("+*******0123");
    factors.enable("ann", MfaFactor.SMS_MFA);
    assertThat(Refusal.of(() -> newcomers.forget("ann"))).isEqualTo(UNREACHABLE);
  }

  @Test
  void administratorsAloneResetWhereThePoolSaysSo() {
    Newcomers newcomers = newcomers(recovery(RecoveryOptionNameType.ADMIN_ONLY));
    Refusal refusal = Refusal.notAuthorized("Contact administrator to reset password.");
    newcomers.pool().confirmedUser("bob", "email", "b@b.org", "email_verified", "true");
    assertThat(Refusal.of(() -> newcomers.forget("bob"))).isEqualTo(refusal);
    assertThat(Refusal.of(() -> newcomers.hiding().forget("bob"))).isEqualTo(refusal);
    assertThat(Refusal.of(() -> newcomers.hiding().forget("nobody"))).isEqualTo(refusal);
  }

  @Test
  void invitedUsersCannotRecover() {
    Newcomers newcomers = newcomers(pool -> {});
    newcomers.pool().invitedUser("cid", "email", "c@b.org", "email_verified", "true");
    assertThat(Refusal.of(() -> newcomers.forget("cid"))).isEqualTo(WRONG_STATE);
    assertThat(Refusal.of(() -> newcomers.hiding().forget("cid"))).isEqualTo(WRONG_STATE);
  }

  @Test
  void unknownUserIsToldOnlyWhereTheClientDoesNotHide() {
    Newcomers newcomers = newcomers(pool -> {});
    assertThat(Refusal.of(() -> newcomers.forget("nobody")))
        .isEqualTo(
            new Refusal("UserNotFoundException", "Username/client id combination not found."));
    newcomers.hiding().forget("nobody");
  }

  @Test
  void disabledUserIsToldOnlyWhereTheClientDoesNotHide() {
    Newcomers newcomers = newcomers(pool -> {});
    Inbox inbox = newcomers.inbox();
    newcomers.pool().confirmedUser("dora", "email", inbox.address(), "email_verified", "true");
    server
        .sdk()
        .adminDisableUser(
            request -> request.userPoolId(newcomers.pool().poolId()).username("dora"));
    assertThat(Refusal.of(() -> newcomers.forget("dora")))
        .isEqualTo(Refusal.notAuthorized("User is disabled."));
    newcomers.hiding().forget("dora");
    assertThat(inbox.unread()).isZero();
  }

  @Test
  void unknownClientIsRefused() {
    assertThat(
            Refusal.of(
                () ->
                    server
                        .sdk()
                        .forgotPassword(
                            request -> request.clientId("nosuchclient").username("eve"))))
        .isEqualTo(Refusal.notFound("User pool client nosuchclient does not exist."));
  }

  @Test
  void twentyUsesPerHourAreSharedByBothOperations() {
    Newcomers known = newcomers(pool -> pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL));
    known.pool().confirmedUser("fay", "email", "f@b.org", "email_verified", "true");
    for (Newcomers newcomers : List.of(known, known.hiding())) {
      String name = newcomers.equals(known) ? "fay" : "nobody";
      for (int use = 0; use < 10; use++) {
        newcomers.forget(name);
        assertThat(Refusal.of(() -> newcomers.recover(name, "guess", PoolFixture.PASSWORD)).type())
            .isEqualTo("CodeMismatchException");
      }
      Refusal refusal =
          new Refusal(
              "LimitExceededException", "Attempt limit exceeded, please try after some time.");
      assertThat(Refusal.of(() -> newcomers.forget(name))).isEqualTo(refusal);
      assertThat(Refusal.of(() -> newcomers.recover(name, "guess", PoolFixture.PASSWORD)))
          .isEqualTo(refusal);
    }
  }
}
