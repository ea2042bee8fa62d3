package dev.poolhouse.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.poolhouse.key.AccessPolicy.Effect;
import dev.poolhouse.key.AccessPolicy.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Nothing is allowed unless a statement says so, and a denial outweighs every permission.
final class AccessPolicyTest {
  private static final String POOL =
      "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGh1";
  private static final String OTHER =
      "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Other0001";
  private static final String GET = "cognito-idp:AdminGetUser";
  private static final String DELETE = "cognito-idp:AdminDeleteUser";

  record Case(
      String name, List<Statement> statements, String action, String resource, boolean allowed) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    Statement one = allow("cognito-idp:AdminGet*", POOL);
    Statement all = allow("*", "*");
    Statement noDelete = new Statement(Effect.DENY, List.of("*:*Delete*"), List.of("*"));
    return Stream.of(
        new Case("an empty policy allows nothing", List.of(), GET, POOL, false),
        new Case("what is allowed is allowed", List.of(one), GET, POOL, true),
        new Case("another action is not", List.of(one), DELETE, POOL, false),
        new Case("another pool is not", List.of(one), GET, OTHER, false),
        new Case("an operation without a pool is not", List.of(one), GET, "*", false),
        new Case(
            "actions are compared without regard to case",
            List.of(allow("COGNITO-IDP:admingetuser", POOL)),
            GET,
            POOL,
            true),
        new Case(
            "resources are compared exactly",
            List.of(allow("*", POOL.toUpperCase(Locale.ROOT))),
            GET,
            POOL,
            false),
        new Case(
            "pools by pattern",
            List.of(allow("*", POOL.replace("AbCdEfGh1", "*"))),
            GET,
            OTHER,
            true),
        new Case("a denial after a permission", List.of(all, noDelete), DELETE, POOL, false),
        new Case("a denial before a permission", List.of(noDelete, all), DELETE, POOL, false),
        new Case("a denial of something else", List.of(noDelete, all), GET, POOL, true));
  }

  private static Statement allow(String action, String resource) {
    return new Statement(Effect.ALLOW, List.of(action), List.of(resource));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decides(Case given) {
    assertThat(new AccessPolicy(given.statements).allows(given.action, given.resource))
        .isEqualTo(given.allowed);
  }

  @Test
  void administratorMayDoEverything() {
    assertThat(AccessPolicy.administrator().allows(DELETE, POOL)).isTrue();
    assertThat(AccessPolicy.administrator().allows("cognito-idp:ListUserPools", "*")).isTrue();
  }

  @Test
  void statementWithoutActionOrResourceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Statement(Effect.ALLOW, List.of(), List.of("*")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Statement(Effect.ALLOW, List.of("*"), List.of()));
  }
}
