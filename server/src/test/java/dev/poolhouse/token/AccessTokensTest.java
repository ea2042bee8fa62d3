package dev.poolhouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// What every operation with an access token refuses: forgeries, tokens past their time or revoked,
/// and tokens of users who are gone or not in order. Tokens without the scope come from the OAuth
/// endpoints alone and are proven there.
@EachServer
final class AccessTokensTest {
  private static final Refusal INVALID = Refusal.notAuthorized("Invalid Access Token");
  private static final Refusal EXPIRED = Refusal.notAuthorized("Access Token has expired");
  private static final Refusal REVOKED = Refusal.notAuthorized("Access Token has been revoked");

  private final TestServer server;
  private final PoolFixture pool;
  private final AuthenticationResultType tokens;

  AccessTokensTest(TestServer server) {
    this.server = server;
    this.pool =
        PoolFixture.create(
            server, settings -> settings.autoVerifiedAttributes(VerifiedAttributeType.EMAIL));
    pool.confirmedUser("ann", "email", "ann@example.com", "email_verified", "true");
    this.tokens = pool.signIn("ann", PoolFixture.PASSWORD).authenticationResult();
  }

  private Refusal getUser(String token) {
    return refusal("GetUser", "", token);
  }

  private Refusal refusal(String operation, String members, String token) {
    RawAnswer answer = server.call(operation, "{\"AccessToken\":\"" + token + "\"" + members + "}");
    assertThat(answer.status()).isEqualTo(400);
    return new Refusal(answer.errorType(), answer.message());
  }

  private record Forgery(String name, UnaryOperator<String> forge) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Forgery> forgeries() {
    return Stream.of(
        new Forgery("no token at all", _ -> "nonsense"),
        new Forgery("three parts of nonsense", _ -> "abc.def.ghi"),
        new Forgery("four parts", token -> token + ".x"),
        new Forgery("no signature", token -> part(token, 0) + "." + part(token, 1) + "."),
        new Forgery("algorithm none", token -> unsigned(token, "none")),
        new Forgery("algorithm None", token -> unsigned(token, "None")),
        new Forgery("HS256 keyed with the key's id", AccessTokensTest::confused),
        new Forgery("signature changed", AccessTokensTest::otherSignature),
        new Forgery(
            "another user put in",
            token ->
                part(token, 0)
                    + "."
                    + encode(decode(part(token, 1)).replace("\"ann\"", "\"eve\""))
                    + "."
                    + part(token, 2)),
        new Forgery("signed with a key of one's own", AccessTokensTest::signedAnew),
        new Forgery(
            "unknown key",
            token ->
                encode("{\"kid\":\"unknown\",\"alg\":\"RS256\"}")
                    + "."
                    + part(token, 1)
                    + "."
                    + part(token, 2)),
        new Forgery(
            "key in the header",
            token ->
                encode(decode(part(token, 0)).replace("{", "{\"jwk\":{\"kty\":\"oct\"},"))
                    + "."
                    + part(token, 1)
                    + "."
                    + part(token, 2)));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void forgedTokenIsInvalid(Forgery given) {
    assertThat(getUser(given.forge().apply(tokens.accessToken()))).isEqualTo(INVALID);
  }

  @Test
  void otherTokensOfTheSameSignInAreInvalid() {
    assertThat(getUser(tokens.idToken())).isEqualTo(INVALID);
    assertThat(getUser(tokens.refreshToken())).isEqualTo(INVALID);
  }

  @Test
  void keyOfAnotherPoolIsInvalid() {
    PoolFixture other = PoolFixture.create(server);
    other.confirmedUser("ann");
    String foreign = other.accessToken("ann");
    assertThat(
            getUser(
                part(foreign, 0)
                    + "."
                    + part(tokens.accessToken(), 1)
                    + "."
                    + part(tokens.accessToken(), 2)))
        .isEqualTo(INVALID);
    assertThat(
            getUser(
                part(tokens.accessToken(), 0) + "." + part(foreign, 1) + "." + part(foreign, 2)))
        .isEqualTo(INVALID);
  }

  @Test
  void foreignIssuerIsInvalid() {
    try (TestServer elsewhere = server.secondNode()) {
      RawAnswer answer =
          elsewhere.call("GetUser", "{\"AccessToken\":\"" + tokens.accessToken() + "\"}");
      assertThat(new Refusal(answer.errorType(), answer.message())).isEqualTo(INVALID);
    }
  }

  @Test
  void tokenOfADeletedPoolIsInvalid() {
    server.sdk().deleteUserPool(delete -> delete.userPoolId(pool.poolId()));
    assertThat(getUser(tokens.accessToken())).isEqualTo(INVALID);
  }

  private record State(
      String name, BiConsumer<AccessTokensTest, AuthenticationResultType> change, Refusal refusal) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<State> states() {
    return Stream.of(
        new State(
            "expired", (test, _) -> test.server.clock().advance(Duration.ofHours(1)), EXPIRED),
        new State(
            "signed out everywhere",
            (test, tokens) ->
                test.server.sdk().globalSignOut(out -> out.accessToken(tokens.accessToken())),
            REVOKED),
        new State(
            "signed out by an administrator",
            (test, _) ->
                test.server
                    .sdk()
                    .adminUserGlobalSignOut(
                        out -> out.userPoolId(test.pool.poolId()).username("ann")),
            REVOKED),
        new State(
            "refresh token revoked",
            (test, tokens) ->
                test.server
                    .sdk()
                    .revokeToken(
                        revoke ->
                            revoke.clientId(test.pool.clientId()).token(tokens.refreshToken())),
            REVOKED),
        new State(
            "app client deleted",
            (test, _) ->
                test.server
                    .sdk()
                    .deleteUserPoolClient(
                        delete ->
                            delete.userPoolId(test.pool.poolId()).clientId(test.pool.clientId())),
            REVOKED),
        new State(
            "user disabled",
            (test, _) ->
                test.server
                    .sdk()
                    .adminDisableUser(
                        disable -> disable.userPoolId(test.pool.poolId()).username("ann")),
            REVOKED),
        new State(
            "password reset required",
            (test, _) ->
                test.server
                    .sdk()
                    .adminResetUserPassword(
                        reset -> reset.userPoolId(test.pool.poolId()).username("ann")),
            new Refusal("PasswordResetRequiredException", "Password reset required for the user")),
        new State(
            "user deleted",
            (test, _) ->
                test.server
                    .sdk()
                    .adminDeleteUser(
                        delete -> delete.userPoolId(test.pool.poolId()).username("ann")),
            new Refusal("UserNotFoundException", "User does not exist.")));
  }

  private static final String[][] OPERATIONS = {
    {"ChangePassword", ",\"PreviousPassword\":\"a\",\"ProposedPassword\":\"Better-Horse-8\""},
    {"DeleteUser", ""},
    {"DeleteUserAttributes", ",\"UserAttributeNames\":[\"name\"]"},
    {"GetUser", ""},
    {"GetUserAttributeVerificationCode", ",\"AttributeName\":\"email\""},
    {"GlobalSignOut", ""},
    {"UpdateUserAttributes", ",\"UserAttributes\":[{\"Name\":\"name\",\"Value\":\"A\"}]"},
    {"VerifyUserAttribute", ",\"AttributeName\":\"email\",\"Code\":\"123456\""}
  };

  @ParameterizedTest
  @MethodSource("states")
  void everyOperationRefuses(State given) {
    given.change().accept(this, tokens);
    for (String[] operation : OPERATIONS) {
      assertThat(refusal(operation[0], operation[1], tokens.accessToken()))
          .as(operation[0])
          .isEqualTo(given.refusal());
    }
  }

  @Test
  void everyOperationRefusesForgeries() {
    for (String[] operation : OPERATIONS) {
      assertThat(refusal(operation[0], operation[1], otherSignature(tokens.accessToken())))
          .as(operation[0])
          .isEqualTo(INVALID);
    }
  }

  @Test
  void enablingAUserDoesNotBringTokensBack() {
    server.sdk().adminDisableUser(disable -> disable.userPoolId(pool.poolId()).username("ann"));
    server.sdk().adminEnableUser(enable -> enable.userPoolId(pool.poolId()).username("ann"));
    assertThat(getUser(tokens.accessToken())).isEqualTo(REVOKED);
  }

  private static String part(String token, int index) {
    return token.split("\\.", -1)[index];
  }

  private static String decode(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String unsigned(String token, String algorithm) {
    return encode(decode(part(token, 0)).replace("RS256", algorithm)) + "." + part(token, 1) + ".";
  }

  private static String otherSignature(String token) {
    byte[] signature = Base64.getUrlDecoder().decode(part(token, 2));
    signature[signature.length / 2] ^= 1;
    return part(token, 0) + "." + part(token, 1) + "." + encode(signature);
  }

  private static String confused(String token) {
    try {
      String header = decode(part(token, 0));
      String content = encode(header.replace("RS256", "HS256")) + "." + part(token, 1);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(header.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return content + "." + encode(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signedAnew(String token) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      String content = part(token, 0) + "." + part(token, 1);
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
