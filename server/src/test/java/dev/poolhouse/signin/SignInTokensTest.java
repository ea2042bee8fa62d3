package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;

/// Proves the main job: a pool, a client and a user made through the API, a sign-in with the
/// password, and tokens that a JWT library verifies with nothing but the issuer's JWKS and that
/// hold exactly the documented claims.
@EachServer
final class SignInTokensTest {
  private final TestServer server;

  SignInTokensTest(TestServer server) {
    this.server = server;
  }

  private JWTClaimsSet verified(PoolFixture pool, String token) throws Exception {
    String issuer = server.url() + "/" + pool.poolId();
    JWKSource<SecurityContext> keys =
        JWKSourceBuilder.create(
                server.url().resolve("/" + pool.poolId() + "/.well-known/jwks.json").toURL())
            .build();
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
    JWTClaimsSet claims = processor.process(token, null);
    assertThat(claims.getIssuer()).isEqualTo(issuer);
    return claims;
  }

  @Test
  void passwordSignInAnswersTokensAndNothingElse() {
    PoolFixture pool = PoolFixture.create(server);
    pool.confirmedUser("alice");
    InitiateAuthResponse answer = pool.signIn("alice", PoolFixture.PASSWORD);
    assertThat(answer.challengeName()).isNull();
    assertThat(answer.session()).isNull();
    assertThat(answer.hasChallengeParameters()).isTrue();
    assertThat(answer.challengeParameters()).isEmpty();
    AuthenticationResultType result = answer.authenticationResult();
    assertThat(result.tokenType()).isEqualTo("Bearer");
    assertThat(result.expiresIn()).isEqualTo(3600);
    assertThat(result.refreshToken().split("\\.")).hasSize(5);
    assertThat(result.refreshToken()).startsWith("eyJjdHkiOiJKV1Qi");
  }

  @Test
  void idTokenHoldsIdentityAndAttributes() throws Exception {
    PoolFixture pool = PoolFixture.create(server);
    pool.confirmedUser("alice", "email", "alice@example.com", "email_verified", "true");
    AuthenticationResultType result =
        pool.signIn("alice", PoolFixture.PASSWORD).authenticationResult();
    JWTClaimsSet claims = verified(pool, result.idToken());
    assertThat(claims.getClaims().keySet())
        .containsExactlyInAnyOrder(
            "sub",
            "email",
            "email_verified",
            "iss",
            "cognito:username",
            "origin_jti",
            "aud",
            "event_id",
            "token_use",
            "auth_time",
            "exp",
            "iat",
            "jti");
    assertThat(claims.getAudience()).isEqualTo(List.of(pool.clientId()));
    assertThat(claims.getClaim("token_use")).isEqualTo("id");
    assertThat(claims.getClaim("cognito:username")).isEqualTo("alice");
    assertThat(claims.getClaim("email_verified")).isEqualTo(true);
    assertThat(claims.getExpirationTime().toInstant())
        .isEqualTo(claims.getIssueTime().toInstant().plusSeconds(3_600));
  }

  @Test
  void accessTokenHoldsNoAttributes() throws Exception {
    PoolFixture pool = PoolFixture.create(server);
    pool.confirmedUser("alice", "email", "alice@example.com");
    AuthenticationResultType result =
        pool.signIn("alice", PoolFixture.PASSWORD).authenticationResult();
    JWTClaimsSet claims = verified(pool, result.accessToken());
    assertThat(claims.getClaims().keySet())
        .containsExactlyInAnyOrder(
            "sub",
            "iss",
            "client_id",
            "origin_jti",
            "event_id",
            "token_use",
            "scope",
            "auth_time",
            "exp",
            "iat",
            "jti",
            "username");
    assertThat(claims.getClaim("scope")).isEqualTo("aws.cognito.signin.user.admin");
    assertThat(claims.getClaim("token_use")).isEqualTo("access");
  }

  @Test
  void withoutRevocationOnlyTheAccessTokenIsNumbered() throws Exception {
    PoolFixture pool = PoolFixture.create(server);
    pool.confirmedUser("alice");
    String clientId = pool.client(client -> client.enableTokenRevocation(false)).clientId();
    AuthenticationResultType result =
        server
            .sdk()
            .initiateAuth(
                auth ->
                    auth.clientId(clientId)
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(
                            Map.of("USERNAME", "alice", "PASSWORD", PoolFixture.PASSWORD)))
            .authenticationResult();
    assertThat(verified(pool, result.accessToken()).getClaims())
        .containsKey("jti")
        .doesNotContainKey("origin_jti");
    assertThat(verified(pool, result.idToken()).getClaims())
        .doesNotContainKeys("jti", "origin_jti");
  }

  @Test
  void headerIsExactlyKidAndAlg() throws Exception {
    PoolFixture pool = PoolFixture.create(server);
    pool.confirmedUser("alice");
    AuthenticationResultType result =
        pool.signIn("alice", PoolFixture.PASSWORD).authenticationResult();
    SignedJWT id = SignedJWT.parse(result.idToken());
    SignedJWT access = SignedJWT.parse(result.accessToken());
    assertThat(id.getHeader().toJSONObject().keySet()).containsExactlyInAnyOrder("kid", "alg");
    assertThat(id.getHeader().getKeyID()).hasSize(44);
    assertThat(access.getHeader().getKeyID()).isNotEqualTo(id.getHeader().getKeyID());
  }

  @Test
  void groupsComeStrongestFirstWithTheRoleOfTheStrongest() throws Exception {
    PoolFixture pool = PoolFixture.create(server);
    pool.confirmedUser("alice");
    group(pool, "weak", 5, "arn:aws:iam::000000000000:role/weak");
    group(pool, "strong", 1, "arn:aws:iam::000000000000:role/strong");
    AuthenticationResultType result =
        pool.signIn("alice", PoolFixture.PASSWORD).authenticationResult();
    JWTClaimsSet claims = verified(pool, result.idToken());
    assertThat(claims.getClaim("cognito:groups")).isEqualTo(List.of("strong", "weak"));
    assertThat(claims.getClaim("cognito:roles"))
        .isEqualTo(
            List.of(
                "arn:aws:iam::000000000000:role/strong", "arn:aws:iam::000000000000:role/weak"));
    assertThat(claims.getClaim("cognito:preferred_role"))
        .isEqualTo("arn:aws:iam::000000000000:role/strong");
    assertThat(verified(pool, result.accessToken()).getClaim("cognito:groups"))
        .isEqualTo(List.of("strong", "weak"));
  }

  private void group(PoolFixture pool, String name, int precedence, String role) {
    server
        .sdk()
        .createGroup(
            group ->
                group
                    .userPoolId(pool.poolId())
                    .groupName(name)
                    .precedence(precedence)
                    .roleArn(role));
    server
        .sdk()
        .adminAddUserToGroup(
            add -> add.userPoolId(pool.poolId()).username("alice").groupName(name));
  }
}
