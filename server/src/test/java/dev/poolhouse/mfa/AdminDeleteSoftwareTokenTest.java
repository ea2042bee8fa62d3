package dev.poolhouse.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.user.MfaFactor;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// That the generator goes with its preference, and nothing else does.
@EachServer
final class AdminDeleteSoftwareTokenTest {
  private static final String NONE =
      """
      {"__type":"ResourceNotFoundException","message":"User does not have a software token."}\
      """;

  private final TestServer server;
  private final PoolFixture pool;
  private final SecondFactors factors;

  AdminDeleteSoftwareTokenTest(TestServer server) {
    this.server = server;
    this.pool = PoolFixture.create(server);
    this.factors =
        new SecondFactors(server, pool)
            .offer(UserPoolMfaType.OPTIONAL, MfaFactor.SOFTWARE_TOKEN_MFA, MfaFactor.EMAIL_OTP);
  }

  private String delete(String poolId, String username) {
    return server
        .call(
            "AdminDeleteSoftwareToken",
            "{\"UserPoolId\":\"%s\",\"Username\":\"%s\"}".formatted(poolId, username))
        .body();
  }

  @Test
  void deletesTheGeneratorAndItsPreference() {
    pool.confirmedUser("ann", "email", "ann@example.com");
    String token = pool.accessToken("ann");
    factors.enrol(token);
    factors.prefer("ann", MfaFactor.SOFTWARE_TOKEN_MFA, MfaFactor.EMAIL_OTP);
    assertThat(delete(pool.poolId(), "ann")).isEqualTo("{}");
    assertThat(factors.shown("ann")).isEqualTo("EMAIL_OTP");
    assertThat(delete(pool.poolId(), "ann")).isEqualTo(NONE);
    factors.enrol(token);
  }

  @Test
  void oneThatIsOnlyBeingSetUpIsNone() {
    pool.confirmedUser("ben");
    assertThat(delete(pool.poolId(), "ben")).isEqualTo(NONE);
    factors.begin(pool.accessToken("ben"));
    assertThat(delete(pool.poolId(), "ben")).isEqualTo(NONE);
  }

  @Test
  void poolAndUserMustExist() {
    assertThat(Refusal.of(() -> factors.prefer("nobody", MfaFactor.EMAIL_OTP)))
        .isEqualTo(new Refusal("UserNotFoundException", "User does not exist."));
    assertThat(delete("us-east-1_none", "ann"))
        .isEqualTo(
            "{\"__type\":\"ResourceNotFoundException\","
                + "\"message\":\"User pool us-east-1_none does not exist.\"}");
    assertThat(delete(pool.poolId(), "nobody"))
        .isEqualTo("{\"__type\":\"UserNotFoundException\",\"message\":\"User does not exist.\"}");
  }
}
