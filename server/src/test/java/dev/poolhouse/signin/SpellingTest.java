package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SecretHash;
import dev.poolhouse.testkit.SrpClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;

/// Proves how a user may be spelt: by username, alias or address, in either case where the pool
/// does not mind, in the first call and in the answer to its challenge, with the secret hash over
/// whichever spelling the same request carries; and that a `sub` is no username in plain pools.
@EachServer
final class SpellingTest {
  private static final String EMAIL = "ann@example.com";

  private final TestServer server;

  SpellingTest(TestServer server) {
    this.server = server;
  }

  private record Case(String name, PoolFixture pool, String username, List<String> spellings) {}

  @TestFactory
  Stream<DynamicTest> everySpellingSignsInWithSrp() {
    PoolFixture aliases =
        PoolFixture.create(server, pool -> pool.aliasAttributes(AliasAttributeType.EMAIL));
    PoolFixture addresses =
        PoolFixture.create(server, pool -> pool.usernameAttributes(UsernameAttributeType.EMAIL));
    PoolFixture eitherCase =
        PoolFixture.create(
            server,
            pool ->
                pool.aliasAttributes(AliasAttributeType.EMAIL)
                    .usernameConfiguration(username -> username.caseSensitive(false)));
    String[] verified = {"email", EMAIL, "email_verified", "true"};
    String ann = aliases.confirmedUser("ann", verified);
    String sub = addresses.confirmedUser(EMAIL);
    String folded = eitherCase.confirmedUser("Ann", verified);
    return Stream.of(
            new Case("alias", aliases, ann, List.of("ann", EMAIL)),
            new Case("address as username", addresses, sub, List.of(sub, EMAIL)),
            new Case("either case", eitherCase, folded, List.of("ANN", "ann", "ANN@example.com")))
        .flatMap(this::pairs);
  }

  private Stream<DynamicTest> pairs(Case row) {
    UserPoolClientType client = row.pool().client(settings -> settings.generateSecret(true));
    return row.spellings().stream()
        .flatMap(
            first ->
                row.spellings().stream()
                    .map(
                        second ->
                            DynamicTest.dynamicTest(
                                row.name() + ": " + first + ", then " + second,
                                () -> signsIn(row, client, first, second))));
  }

  private void signsIn(Case row, UserPoolClientType client, String first, String second) {
    SrpClient srp = SrpClient.create(new SecureRandom());
    InitiateAuthResponse challenge =
        server
            .sdk()
            .initiateAuth(
                auth ->
                    auth.clientId(client.clientId())
                        .authFlow(AuthFlowType.USER_SRP_AUTH)
                        .authParameters(
                            Map.of(
                                "USERNAME",
                                first,
                                "SRP_A",
                                srp.srpA(),
                                "SECRET_HASH",
                                hash(client, first))));
    assertThat(challenge.challengeParameters())
        .containsEntry("USER_ID_FOR_SRP", row.username())
        .containsEntry("USERNAME", row.username());
    Map<String, String> responses =
        new HashMap<>(
            srp.passwordVerifier(
                row.pool().poolId(),
                PoolFixture.PASSWORD,
                challenge.challengeParameters(),
                Instant.now()));
    responses.put("USERNAME", second);
    responses.put("SECRET_HASH", hash(client, second));
    RespondToAuthChallengeResponse answer =
        server
            .sdk()
            .respondToAuthChallenge(
                respond ->
                    respond
                        .clientId(client.clientId())
                        .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                        .challengeResponses(responses));
    assertThat(answer.authenticationResult().idToken()).isNotEmpty();
  }

  private static String hash(UserPoolClientType client, String username) {
    return SecretHash.of(username, client.clientId(), client.clientSecret());
  }

  @Test
  void subIsNoUsernameInPlainPools() {
    PoolFixture pool = PoolFixture.create(server);
    pool.confirmedUser("ann");
    String sub =
        server
            .sdk()
            .adminGetUser(user -> user.userPoolId(pool.poolId()).username("ann"))
            .userAttributes()
            .getFirst()
            .value();
    assertThat(Refusal.of(() -> pool.signIn(sub, PoolFixture.PASSWORD)))
        .isEqualTo(new Refusal("UserNotFoundException", "User does not exist."));
    assertThat(
            server
                .sdk()
                .adminGetUser(user -> user.userPoolId(pool.poolId()).username(sub))
                .username())
        .isEqualTo("ann");
  }
}
