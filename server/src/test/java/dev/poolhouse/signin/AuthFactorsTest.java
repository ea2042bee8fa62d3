package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
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
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserAuthFactorsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserAuthFactorsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Proves that GetUserAuthFactors and AdminGetUserAuthFactors tell the same about users in every
/// state, and what each refuses.
@EachServer
final class AuthFactorsTest {
  private final TestServer server;
  private final Chooser chooser;

  AuthFactorsTest(TestServer server) {
    this.server = server;
    this.chooser = Chooser.of(server, AuthFactorType.EMAIL_OTP, AuthFactorType.SMS_OTP);
  }

  private GetUserAuthFactorsResponse own() {
    String token = chooser.pool.accessToken("ann");
    return server.sdk().getUserAuthFactors(get -> get.accessToken(token));
  }

  private AdminGetUserAuthFactorsResponse admin(String name) {
    return server
        .sdk()
        .adminGetUserAuthFactors(get -> get.userPoolId(chooser.pool.poolId()).username(name));
  }

  @Test
  void bothTellTheFirstFactors() {
    chooser.user("ann");
    GetUserAuthFactorsResponse own = own();
    assertThat(own.username()).isEqualTo("ann");
    assertThat(own.configuredUserAuthFactors())
        .containsExactly(AuthFactorType.PASSWORD, AuthFactorType.EMAIL_OTP, AuthFactorType.SMS_OTP);
    assertThat(own.hasUserMFASettingList()).isFalse();
    assertThat(own.preferredMfaSetting()).isNull();
    assertThat(admin("ann").toBuilder().build().configuredUserAuthFactors())
        .isEqualTo(own.configuredUserAuthFactors());
    assertThat(admin("ann").username()).isEqualTo("ann");
  }

  @Test
  void secondFactorsLeaveThePassword() {
    chooser.user("ann");
    String token = chooser.pool.accessToken("ann");
    SecondFactors factors = new SecondFactors(server, chooser.pool);
    factors.offer(UserPoolMfaType.OPTIONAL, MfaFactor.EMAIL_OTP, MfaFactor.SOFTWARE_TOKEN_MFA);
    factors.enrol(token);
    factors.prefer("ann", MfaFactor.SOFTWARE_TOKEN_MFA, MfaFactor.EMAIL_OTP);
    GetUserAuthFactorsResponse own = server.sdk().getUserAuthFactors(get -> get.accessToken(token));
    assertThat(own.configuredUserAuthFactors())
        .containsExactly(AuthFactorType.PASSWORD, AuthFactorType.SOFTWARE_TOKEN);
    assertThat(own.userMFASettingList())
        .containsExactlyInAnyOrder("SOFTWARE_TOKEN_MFA", "EMAIL_OTP");
    assertThat(own.preferredMfaSetting()).isEqualTo("SOFTWARE_TOKEN_MFA");
    AdminGetUserAuthFactorsResponse admin = admin("ann");
    assertThat(admin.configuredUserAuthFactors()).isEqualTo(own.configuredUserAuthFactors());
    assertThat(admin.userMFASettingList()).isEqualTo(own.userMFASettingList());
    assertThat(admin.preferredMfaSetting()).isEqualTo("SOFTWARE_TOKEN_MFA");
  }

  @Test
  void usersWithoutAnythingHaveNothing() {
    server
        .sdk()
        .adminCreateUser(
            create ->
                create
                    .userPoolId(chooser.pool.poolId())
                    .username("bare")
                    .messageAction("SUPPRESS"));
    assertThat(admin("bare").configuredUserAuthFactors()).isEmpty();
    chooser.pool.invitedUser("invited");
    assertThat(admin("invited").configuredUserAuthFactors())
        .isEqualTo(List.of(AuthFactorType.PASSWORD));
  }

  private record Case(String name, Consumer<AuthFactorsTest> call, Refusal refusal) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> refusals() {
    return Stream.of(
        new Case(
            "no such user",
            test -> test.admin("nobody"),
            new Refusal("UserNotFoundException", "User does not exist.")),
        new Case(
            "no such pool",
            test ->
                test.server
                    .sdk()
                    .adminGetUserAuthFactors(
                        get -> get.userPoolId("us-east-1_Missing99").username("ann")),
            Refusal.notFound("User pool us-east-1_Missing99 does not exist.")),
        new Case(
            "no token",
            test -> test.server.sdk().getUserAuthFactors(get -> get.accessToken("nonsense")),
            Refusal.notAuthorized("Invalid Access Token")),
        new Case(
            "token of someone signed out",
            test -> {
              PoolFixture pool = test.chooser.user("ann").pool;
              String token = pool.accessToken("ann");
              test.server
                  .sdk()
                  .adminUserGlobalSignOut(out -> out.userPoolId(pool.poolId()).username("ann"));
              test.server.sdk().getUserAuthFactors(get -> get.accessToken(token));
            },
            Refusal.notAuthorized("Access Token has been revoked")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(Case refused) {
    assertThat(Refusal.of(() -> refused.call().accept(this))).isEqualTo(refused.refusal());
  }
}
