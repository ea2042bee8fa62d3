package dev.poolhouse.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// That a password changes only against the previous one, within the pool's rules, and that
/// guessing with a stolen token meets the same lockout as signing in.
@EachServer
final class ChangePasswordTest {
  private static final String NEW = "Better-Horse-8";
  private static final Refusal INCORRECT = Refusal.notAuthorized("Incorrect username or password.");
  private static final Refusal LOCKED = Refusal.notAuthorized("Password attempts exceeded");
  private static final Refusal LIMIT =
      new Refusal("LimitExceededException", "Attempt limit exceeded, please try after some time.");

  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;
  private final PoolFixture pool;

  ChangePasswordTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
    this.pool = PoolFixture.create(server);
  }

  private void change(String token, String previous, String proposed) {
    sdk.changePassword(
        change -> change.accessToken(token).previousPassword(previous).proposedPassword(proposed));
  }

  @Test
  void newPasswordSignsInAndTokensStayGood() {
    pool.confirmedUser("ann");
    String token = pool.accessToken("ann");
    change(token, PoolFixture.PASSWORD, NEW);
    assertThat(pool.signIn("ann", NEW).authenticationResult()).isNotNull();
    assertThat(Refusal.of(() -> pool.accessToken("ann"))).isEqualTo(INCORRECT);
    assertThat(sdk.getUser(get -> get.accessToken(token)).username()).isEqualTo("ann");
  }

  private record Case(String name, String previous, String proposed, Refusal refusal) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case breaking(String name, String proposed, String rule) {
    return new Case(
        name,
        PoolFixture.PASSWORD,
        proposed,
        new Refusal("InvalidPasswordException", "Password does not conform to policy: " + rule));
  }

  static Stream<Case> refusals() {
    return Stream.of(
        new Case("wrong previous password", "Wrong-Horse-9", NEW, INCORRECT),
        breaking("too short", "Short-1", "Password not long enough"),
        breaking("no upper case", "better-horse-8", "Password must have uppercase characters"),
        breaking("no lower case", "BETTER-HORSE-8", "Password must have lowercase characters"),
        breaking("no number", "Better-Horse-X", "Password must have numeric characters"),
        breaking("no symbol", "BetterHorse8", "Password must have symbol characters"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesAndKeepsThePassword(Case given) {
    pool.confirmedUser("ann");
    String token = pool.accessToken("ann");
    assertThat(Refusal.of(() -> change(token, given.previous(), given.proposed())))
        .isEqualTo(given.refusal());
    assertThat(pool.accessToken("ann")).isNotEmpty();
  }

  @Test
  void userWithAPasswordMustGiveIt() {
    pool.confirmedUser("ann");
    RawAnswer answer =
        server.call(
            "ChangePassword",
            "{\"AccessToken\":\"%s\",\"ProposedPassword\":\"%s\"}"
                .formatted(pool.accessToken("ann"), NEW));
    assertThat(answer.errorType()).isEqualTo("NotAuthorizedException");
    assertThat(answer.message()).isEqualTo(INCORRECT.message());
    assertThat(pool.accessToken("ann")).isNotEmpty();
  }

  @Test
  void latestPasswordsDoNotComeBack() {
    PoolFixture remembering =
        PoolFixture.create(
            server,
            settings ->
                settings.policies(
                    policies ->
                        policies.passwordPolicy(
                            password -> password.minimumLength(8).passwordHistorySize(2))));
    String first = "First-Horse-6";
    remembering.invitedUser("ann");
    sdk.adminSetUserPassword(
        set ->
            set.userPoolId(remembering.poolId()).username("ann").password(first).permanent(true));
    String token = remembering.signIn("ann", first).authenticationResult().accessToken();
    Refusal used =
        new Refusal("PasswordHistoryPolicyViolationException", "Password has previously been used");
    assertThat(Refusal.of(() -> change(token, first, first))).isEqualTo(used);
    change(token, first, NEW);
    assertThat(Refusal.of(() -> change(token, NEW, first))).isEqualTo(used);
    change(token, NEW, "Third-Horse-9");
    change(token, "Third-Horse-9", first);
  }

  @Test
  void wrongPreviousPasswordsCountTowardsTheLockoutOfSigningIn() {
    pool.confirmedUser("ann");
    String token = pool.accessToken("ann");
    for (int i = 0; i < 2; i++) {
      assertThat(Refusal.of(() -> change(token, "Wrong-Horse-9", NEW))).isEqualTo(INCORRECT);
      assertThat(Refusal.of(() -> pool.signIn("ann", "Wrong-Horse-9"))).isEqualTo(INCORRECT);
    }
    for (int lock : new int[] {0, 1, 2, 4, 8}) {
      server.clock().advance(Duration.ofSeconds(lock));
      assertThat(Refusal.of(() -> pool.signIn("ann", "Wrong-Horse-9"))).isEqualTo(INCORRECT);
    }
    assertThat(Refusal.of(() -> change(token, PoolFixture.PASSWORD, NEW))).isEqualTo(LOCKED);
    assertThat(Refusal.of(() -> pool.accessToken("ann"))).isEqualTo(LOCKED);
    server.clock().advance(Duration.ofSeconds(16));
    change(token, PoolFixture.PASSWORD, NEW);
    assertThat(Refusal.of(() -> pool.signIn("ann", "Wrong-Horse-9")))
        .as("failures are forgotten after a success")
        .isEqualTo(INCORRECT);
  }

  @Test
  void fiveTimesAnHour() {
    pool.confirmedUser("ann");
    String token = pool.accessToken("ann");
    for (int i = 0; i < 5; i++) {
      change(token, PoolFixture.PASSWORD, PoolFixture.PASSWORD);
    }
    assertThat(Refusal.of(() -> change(token, PoolFixture.PASSWORD, NEW))).isEqualTo(LIMIT);
    server.clock().advance(Duration.ofHours(1));
    change(pool.accessToken("ann"), PoolFixture.PASSWORD, NEW);
  }

  @Test
  void oneOfSeveralAtOnceWins() {
    pool.confirmedUser("ann");
    String token = pool.accessToken("ann");
    List<String> outcomes =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(i -> Outcomes.of(() -> change(token, PoolFixture.PASSWORD, NEW + i)))
            .toList();
    assertThat(outcomes).containsOnlyOnce(Outcomes.DONE);
    int winner = outcomes.indexOf(Outcomes.DONE);
    assertThat(pool.signIn("ann", NEW + winner).authenticationResult()).isNotNull();
  }

  @Test
  void temporaryPasswordThatIsChangedIsNotAskedForAgain() {
    pool.confirmedUser("ann");
    String token = pool.accessToken("ann");
    sdk.adminSetUserPassword(
        set -> set.userPoolId(pool.poolId()).username("ann").password("Temporary-Horse-1"));
    change(token, "Temporary-Horse-1", NEW);
    assertThat(sdk.adminGetUser(get -> get.userPoolId(pool.poolId()).username("ann")).userStatus())
        .isEqualTo(UserStatusType.CONFIRMED);
    assertThat(pool.signIn("ann", NEW).authenticationResult()).isNotNull();
  }
}
