package dev.poolhouse.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Proves which clients get a `Session` from SignUp, what ConfirmSignUp makes of it, which it
/// refuses, and who may sign up without a password. What the session opens is proven with the
/// sign-in.
@EachServer
final class SignUpSessionTest {
  private static final Refusal INVALID = Refusal.notAuthorized("Invalid session for the user.");

  private final TestServer server;
  private final Newcomers newcomers;

  SignUpSessionTest(TestServer server) {
    this.server = server;
    this.newcomers = choosing(PoolFixture.create(server, SignUpSessionTest::codes), false);
  }

  /// Users may begin with a code by e-mail, which sign-up verifies.
  private static void codes(CreateUserPoolRequest.Builder pool) {
    pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
        .policies(
            policies ->
                policies.signInPolicy(
                    signIn ->
                        signIn.allowedFirstAuthFactors(
                            AuthFactorType.PASSWORD, AuthFactorType.EMAIL_OTP)));
  }

  private Newcomers choosing(PoolFixture pool, boolean hiding) {
    String clientId =
        pool.client(
                client -> {
                  client.explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_AUTH);
                  if (hiding) {
                    client.preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED);
                  }
                })
            .clientId();
    return new Newcomers(server, pool, clientId);
  }

  private ConfirmSignUpResponse confirm(
      Newcomers through, String name, String code, @Nullable String session) {
    return server
        .sdk()
        .confirmSignUp(
            request ->
                request
                    .clientId(through.clientId())
                    .username(name)
                    .confirmationCode(code)
                    .session(session));
  }

  @Test
  void sessionIsTradedForAnotherOne() {
    Inbox inbox = newcomers.inbox();
    String first = newcomers.signUp("ann", "email", inbox.address()).session();
    String second = confirm(newcomers, "ann", inbox.code(), first).session();
    assertThat(List.of(first, second))
        .doesNotHaveDuplicates()
        .allSatisfy(session -> assertThat(session).hasSizeBetween(20, 2048));
    assertThat(newcomers.look("ann").userStatus()).isEqualTo(UserStatusType.CONFIRMED);
  }

  @Test
  void confirmingWithoutASessionGivesOneToo() {
    Inbox inbox = newcomers.inbox();
    newcomers.signUp("bob", "email", inbox.address());
    assertThat(confirm(newcomers, "bob", inbox.code(), null).session()).isNotEmpty();
  }

  @Test
  void clientsThatCannotUseOneGetNone() {
    Newcomers plain = Newcomers.of(server, newcomers.pool());
    Inbox inbox = plain.inbox();
    assertThat(plain.signUp("cid", "email", inbox.address()).session()).isNull();
    assertThat(confirm(plain, "cid", inbox.code(), null).session()).isNull();
  }

  /// Another session than the one of user `eve` and the client.
  private record Case(String name, Function<SignUpSessionTest, Optional<String>> session) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> foreignSessions() {
    return Stream.of(
        new Case("nonsense", _ -> Optional.of("nonsense-nonsense-nonsense")),
        new Case("another user's", test -> Optional.of(test.newcomers.signUp("other").session())),
        new Case(
            "another client's",
            test -> {
              Newcomers sibling = test.choosing(test.newcomers.pool(), false);
              return Optional.of(sibling.signUp("sibling").session());
            }),
        new Case(
            "of a user who was confirmed",
            test -> {
              Inbox inbox = test.newcomers.inbox();
              String first = test.newcomers.signUp("done", "email", inbox.address()).session();
              return Optional.of(
                  test.confirm(test.newcomers, "done", inbox.code(), first).session());
            }));
  }

  @ParameterizedTest
  @MethodSource("foreignSessions")
  void foreignSessionIsRefusedAndTheCodeStaysGood(Case given) {
    PoolFixture pool = PoolFixture.create(server, SignUpSessionTest::codes);
    for (boolean hiding : new boolean[] {false, true}) {
      SignUpSessionTest own = new SignUpSessionTest(server);
      Newcomers through = choosing(hiding ? own.newcomers.pool() : pool, hiding);
      Inbox inbox = through.inbox();
      String right = through.signUp("eve", "email", inbox.address()).session();
      String code = inbox.code();
      String foreign = given.session().apply(own).orElseThrow();
      assertThat(Refusal.of(() -> confirm(through, "eve", code, foreign))).isEqualTo(INVALID);
      assertThat(confirm(through, "eve", code, right).session()).isNotEmpty();
    }
  }

  @Test
  void sessionEndsButTheCodeDoesNot() {
    Inbox inbox = newcomers.inbox();
    String session = newcomers.signUp("fay", "email", inbox.address()).session();
    String code = inbox.code();
    server.clock().advance(Duration.ofMinutes(3));
    assertThat(Refusal.of(() -> confirm(newcomers, "fay", code, session)))
        .isEqualTo(Refusal.notAuthorized("Invalid session for the user, session is expired."));
    assertThat(confirm(newcomers, "fay", code, null).session()).isNotEmpty();
  }

  @Test
  void hidesWhoExistsBehindTheSession() {
    Newcomers hiding = choosing(newcomers.pool(), true);
    String session = hiding.signUp("gil").session();
    assertThat(Refusal.of(() -> confirm(hiding, "nobody", "123456", session))).isEqualTo(INVALID);
    hiding.signUp("hal");
    assertThat(Refusal.of(() -> confirm(hiding, "hal", "123456", session))).isEqualTo(INVALID);
  }

  @Test
  void passwordCanBeLeftOutWhereCodesServe() {
    Inbox inbox = newcomers.inbox();
    server
        .sdk()
        .signUp(
            request ->
                request
                    .clientId(newcomers.clientId())
                    .username("ida")
                    .userAttributes(Newcomers.attributes("email", inbox.address())));
    newcomers.confirm("ida", inbox.code());
    assertThat(newcomers.look("ida").userStatus()).isEqualTo(UserStatusType.CONFIRMED);
    assertThat(Refusal.of(() -> newcomers.pool().signIn("ida", PoolFixture.PASSWORD)))
        .isEqualTo(Refusal.notAuthorized("Incorrect username or password."));
    PoolFixture passkeys =
        PoolFixture.create(
            server,
            pool ->
                pool.policies(
                    policies ->
                        policies.signInPolicy(
                            signIn ->
                                signIn.allowedFirstAuthFactors(
                                    AuthFactorType.PASSWORD, AuthFactorType.WEB_AUTHN))));
    assertThat(
            Refusal.of(
                () ->
                    server
                        .sdk()
                        .signUp(request -> request.clientId(passkeys.clientId()).username("ida"))))
        .isEqualTo(
            Refusal.invalidParameter(
                "1 validation error detected: Value at 'password' failed to satisfy constraint:"
                    + " Member must not be null"));
  }
}
