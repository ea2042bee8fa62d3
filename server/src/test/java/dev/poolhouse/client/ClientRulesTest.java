package dev.poolhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.client.ClientRules.Flow;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TimeUnitsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// Proves what a client's configuration means: which flows it allows however they are spelled, how
/// long its tokens live, which attributes it may touch.
final class ClientRulesTest {

  /// @param rotation `ENABLED` or `DISABLED`
  record Case(String name, List<String> configured, String rotation, Set<Flow> allowed) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> flows() {
    return Stream.of(
        new Case("none", List.of(), "DISABLED", Set.of(Flow.SRP, Flow.CUSTOM, Flow.REFRESH)),
        new Case("none, rotating", List.of(), "ENABLED", Set.of(Flow.SRP, Flow.CUSTOM)),
        new Case(
            "old password flow leaves the defaults on",
            List.of("USER_PASSWORD_AUTH"),
            "DISABLED",
            Set.of(Flow.SRP, Flow.CUSTOM, Flow.REFRESH, Flow.PASSWORD)),
        new Case(
            "old admin flow leaves the defaults on",
            List.of("ADMIN_NO_SRP_AUTH"),
            "DISABLED",
            Set.of(Flow.SRP, Flow.CUSTOM, Flow.REFRESH, Flow.ADMIN_PASSWORD)),
        new Case(
            "old custom flow leaves refresh on",
            List.of("CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH"),
            "DISABLED",
            Set.of(Flow.CUSTOM, Flow.REFRESH)),
        new Case(
            "new names mean exactly themselves",
            List.of("ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"),
            "DISABLED",
            Set.of(Flow.PASSWORD, Flow.ADMIN_PASSWORD)),
        new Case(
            "every new name",
            List.of(
                "ALLOW_USER_SRP_AUTH",
                "ALLOW_CUSTOM_AUTH",
                "ALLOW_REFRESH_TOKEN_AUTH",
                "ALLOW_USER_AUTH"),
            "DISABLED",
            Set.of(Flow.SRP, Flow.CUSTOM, Flow.REFRESH, Flow.CHOICE)),
        new Case(
            "client token",
            List.of("ALLOW_CLIENT_TOKEN_AUTH"),
            "DISABLED",
            Set.of(Flow.CLIENT_TOKEN)));
  }

  @ParameterizedTest
  @MethodSource("flows")
  void flowsAreAllowed(Case given) {
    ClientRules rules =
        new ClientRules(
            UserPoolClientType.builder()
                .explicitAuthFlowsWithStrings(given.configured())
                .refreshTokenRotation(rotation -> rotation.feature(given.rotation()))
                .build());

    assertThat(rules.flows()).isEqualTo(given.allowed());
  }

  @Test
  void lifetimesCountInTheirUnits() {
    ClientRules rules =
        new ClientRules(
            UserPoolClientType.builder()
                .accessTokenValidity(5)
                .idTokenValidity(2)
                .refreshTokenValidity(7)
                .tokenValidityUnits(
                    units ->
                        units.accessToken(TimeUnitsType.MINUTES).refreshToken(TimeUnitsType.HOURS))
                .authSessionValidity(15)
                .build());

    assertThat(rules.accessTokenValidity()).isEqualTo(Duration.ofMinutes(5));
    assertThat(rules.idTokenValidity()).isEqualTo(Duration.ofHours(2));
    assertThat(rules.refreshTokenValidity()).isEqualTo(Duration.ofHours(7));
    assertThat(rules.sessionValidity()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void emptyConfigurationHasTheServicesDefaults() {
    ClientRules rules = new ClientRules(UserPoolClientType.builder().build());

    assertThat(rules.accessTokenValidity()).isEqualTo(Duration.ofHours(1));
    assertThat(rules.idTokenValidity()).isEqualTo(Duration.ofHours(1));
    assertThat(rules.refreshTokenValidity()).isEqualTo(Duration.ofDays(30));
    assertThat(rules.sessionValidity()).isEqualTo(Duration.ofMinutes(3));
    assertThat(rules.rotationGrace()).isZero();
    assertThat(rules.revocable()).isTrue();
    assertThat(rules.rotates()).isFalse();
    assertThat(rules.hidesUnknownUsers()).isFalse();
  }

  @Test
  void attributesAreLimitedToTheLists() {
    ClientRules open = new ClientRules(UserPoolClientType.builder().build());
    ClientRules limited =
        new ClientRules(
            UserPoolClientType.builder().readAttributes("email").writeAttributes("name").build());

    assertThat(List.of(open.mayRead("custom:a"), limited.mayRead("email"))).containsOnly(true);
    assertThat(List.of(open.mayWrite("email"), limited.mayWrite("name"))).containsOnly(true);
    assertThat(List.of(limited.mayRead("name"), limited.mayWrite("email"))).containsOnly(false);
    assertThat(open.mayWrite("email_verified")).isFalse();
  }
}
