package dev.poolhouse.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdvancedSecurityModeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.FeedbackValueType;

/// The documented errors of AdminListUserAuthEvents, AdminUpdateAuthEventFeedback and
/// UpdateAuthEventFeedback; and that without the right token the last tells nobody who exists.
@EachServer
final class AuthEventRefusalsTest {
  private static final String EVENT = "00000000-0000-4000-8000-000000000000";
  private static final Refusal OFF =
      new Refusal("UserPoolAddOnNotEnabledException", "User pool add-ons are not enabled.");
  private static final Refusal NO_POOL =
      Refusal.notFound("User pool us-east-1_nowhere00 does not exist.");
  private static final Refusal NO_USER =
      new Refusal("UserNotFoundException", "User does not exist.");
  private static final Refusal NO_TOKEN = Refusal.notAuthorized("Invalid feedback token.");

  private final CognitoIdentityProviderClient sdk;
  private final PoolFixture pool;
  private final PoolFixture off;

  AuthEventRefusalsTest(TestServer server) {
    this.sdk = server.sdk();
    this.pool = ProtectedPool.create(server, AdvancedSecurityModeType.AUDIT);
    this.off = PoolFixture.create(server);
    pool.confirmedUser("ann");
    off.confirmedUser("ann");
  }

  /// An operation on events, called for a pool and a user.
  @SuppressWarnings("ImmutableEnumChecker") // the calls only read what they are given
  enum Call {
    LIST((sdk, to) -> sdk.adminListUserAuthEvents(r -> r.userPoolId(to.pool).username(to.user))),
    ADMIN_FEEDBACK(
        (sdk, to) ->
            sdk.adminUpdateAuthEventFeedback(
                r ->
                    r.userPoolId(to.pool)
                        .username(to.user)
                        .eventId(EVENT)
                        .feedbackValue(FeedbackValueType.VALID))),
    FEEDBACK(
        (sdk, to) ->
            sdk.updateAuthEventFeedback(
                r ->
                    r.userPoolId(to.pool)
                        .username(to.user)
                        .eventId(EVENT)
                        .feedbackToken("made-up")
                        .feedbackValue(FeedbackValueType.INVALID)));

    private final BiConsumer<CognitoIdentityProviderClient, To> call;

    Call(BiConsumer<CognitoIdentityProviderClient, To> call) {
      this.call = call;
    }
  }

  private record To(String pool, String user) {}

  record Case(Call call, String pool, String user, Refusal refusal) {
    @Override
    public String toString() {
      return call + " of " + user + " in " + pool;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(Call.LIST, "unknown", "ann", NO_POOL),
        new Case(Call.LIST, "off", "ann", OFF),
        new Case(Call.LIST, "on", "bob", NO_USER),
        new Case(Call.ADMIN_FEEDBACK, "unknown", "ann", NO_POOL),
        new Case(Call.ADMIN_FEEDBACK, "off", "ann", OFF),
        new Case(Call.ADMIN_FEEDBACK, "on", "bob", NO_USER),
        new Case(
            Call.ADMIN_FEEDBACK,
            "on",
            "ann",
            Refusal.notFound("Auth event " + EVENT + " does not exist.")),
        new Case(Call.FEEDBACK, "unknown", "ann", NO_POOL),
        new Case(Call.FEEDBACK, "off", "ann", OFF),
        new Case(Call.FEEDBACK, "on", "bob", NO_TOKEN),
        new Case(Call.FEEDBACK, "on", "ann", NO_TOKEN));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void faultIsRefused(Case given) {
    String id =
        switch (given.pool()) {
          case "on" -> pool.poolId();
          case "off" -> off.poolId();
          default -> "us-east-1_nowhere00";
        };

    assertThat(Refusal.of(() -> given.call().call.accept(sdk, new To(id, given.user()))))
        .isEqualTo(given.refusal());
  }

  @Test
  void listTakesItsOwnTokensAlone() {
    assertThat(
            Refusal.of(
                () ->
                    sdk.adminListUserAuthEvents(
                        list -> list.userPoolId(pool.poolId()).username("ann").nextToken("x#y"))))
        .isEqualTo(Refusal.invalidParameter("Invalid pagination token"));
  }

  @Test
  void userWithoutEventsHasAnEmptyList() {
    assertThat(
            sdk.adminListUserAuthEvents(
                    list -> list.userPoolId(pool.poolId()).username("ann").maxResults(0))
                .authEvents())
        .isEmpty();
  }
}
