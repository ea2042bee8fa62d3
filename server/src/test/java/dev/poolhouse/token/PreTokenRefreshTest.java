package dev.poolhouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.FunctionEndpoint;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.FeatureType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreTokenGenerationLambdaVersionType;

/// Proves that the function is asked anew at every refresh, what it is told then, and that its
/// refusal spends neither the refresh token nor the session that it came with.
@EachServer
final class PreTokenRefreshTest {
  private static final FunctionEndpoint.Reply NO = FunctionEndpoint.Reply.threw("no");
  private static final Refusal REFUSED =
      new Refusal("UserLambdaValidationException", "PreTokenGeneration failed with error no.");

  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;
  private final TokenPool tokens;
  private final PoolFixture pool;

  PreTokenRefreshTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
    this.tokens = new TokenPool(server, "claims-refresh", PreTokenGenerationLambdaVersionType.V2_0);
    this.pool = tokens.pool();
  }

  private AuthenticationResultType refresh(String token) {
    return sdk.getTokensFromRefreshToken(
            get ->
                get.clientId(pool.clientId())
                    .refreshToken(token)
                    .clientMetadata(Map.of("told", "yes")))
        .authenticationResult();
  }

  private AuthenticationResultType refreshByInitiateAuth(String token) {
    return sdk.initiateAuth(
            auth ->
                auth.clientId(pool.clientId())
                    .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                    .clientMetadata(Map.of("told", "no"))
                    .authParameters(Map.of("REFRESH_TOKEN", token)))
        .authenticationResult();
  }

  @Test
  void everyRefreshAsksAnew() {
    String token =
        tokens
            .answering("{'idTokenGeneration':{'claimsToAddOrOverride':{'round':1}}}")
            .signIn()
            .refreshToken();
    tokens.answering("{'idTokenGeneration':{'claimsToAddOrOverride':{'round':2}}}");
    for (AuthenticationResultType fresh : List.of(refresh(token), refreshByInitiateAuth(token))) {
      assertThat(TokenPool.claims(fresh.idToken())).containsEntry("round", 2L);
      assertThat(tokens.events().getLast().source()).isEqualTo("TokenGeneration_RefreshTokens");
    }
    tokens.answering("null");
    assertThat(TokenPool.claims(refresh(token).idToken())).doesNotContainKey("round");
  }

  @Test
  void refreshTellsAttributesAndGroupsAsTheyAreNow() {
    String name = "user-" + tokens.events().size();
    pool.confirmedUser(name, "nickname", "before");
    tokens.answering("null");
    String token = pool.signIn(name, PoolFixture.PASSWORD).authenticationResult().refreshToken();
    nickname(name, "after");
    sdk.adminAddUserToGroup(
        add -> add.userPoolId(pool.poolId()).username(name).groupName("editors"));
    refresh(token);
    assertThat(tokens.event())
        .contains("'nickname':'after'", "'groupsToOverride':['editors']")
        .contains("'clientMetadata':{'told':'yes'}");
    refreshByInitiateAuth(token);
    assertThat(tokens.event()).doesNotContain("clientMetadata", "told");
  }

  @Test
  void refusalDoesNotSpendARefreshToken() {
    String client =
        pool.client(
                settings ->
                    settings
                        .explicitAuthFlowsWithStrings("ALLOW_USER_PASSWORD_AUTH")
                        .refreshTokenRotation(
                            rotation ->
                                rotation.feature(FeatureType.ENABLED).retryGracePeriodSeconds(0)))
            .clientId();
    AppClient rotating = new AppClient(sdk, client, "");
    String token = tokens.answering("null").signIn().refreshToken();
    String rotated = rotating.signIn("ann").refreshToken();
    tokens.answering(NO);
    assertThat(Refusal.of(() -> refresh(token))).isEqualTo(REFUSED);
    assertThat(Refusal.of(() -> rotating.refresh(rotated))).isEqualTo(REFUSED);
    tokens.answering("null");
    assertThat(refresh(token).accessToken()).isNotEmpty();
    assertThat(rotating.refresh(rotated).refreshToken()).isNotEqualTo(rotated);
  }

  @Test
  void refusalDoesNotSpendASession() {
    String name = "invited-" + tokens.events().size();
    pool.invitedUser(name);
    String session = pool.signIn(name, PoolFixture.PASSWORD).session();
    tokens.answering(NO);
    assertThat(Refusal.of(() -> answer(name, session))).isEqualTo(REFUSED);
    tokens.answering("null");
    assertThat(answer(name, session).accessToken()).isNotEmpty();
    assertThat(tokens.events().getLast().source())
        .isEqualTo("TokenGeneration_NewPasswordChallenge");
    assertThat(tokens.event())
        .contains("'cognito:user_status':'CONFIRMED'", "'clientMetadata':{'told':'yes'}");
  }

  private AuthenticationResultType answer(String name, String session) {
    return sdk.respondToAuthChallenge(
            respond ->
                respond
                    .clientId(pool.clientId())
                    .challengeName(ChallengeNameType.NEW_PASSWORD_REQUIRED)
                    .session(session)
                    .clientMetadata(Map.of("told", "yes"))
                    .challengeResponses(Map.of("USERNAME", name, "NEW_PASSWORD", "Fresh-Horse-8")))
        .authenticationResult();
  }

  @Test
  void refusedRefreshesAskNobody() {
    AuthenticationResultType signedIn = tokens.answering("null").signIn();
    sdk.revokeToken(revoke -> revoke.clientId(pool.clientId()).token(signedIn.refreshToken()));
    int before = tokens.events().size();
    assertThat(Refusal.of(() -> refresh(signedIn.refreshToken())))
        .isEqualTo(Refusal.notAuthorized("Refresh Token has been revoked"));
    assertThat(Refusal.of(() -> pool.signIn("ann", "Wrong-Horse-7")))
        .isEqualTo(Refusal.notAuthorized("Incorrect username or password."));
    assertThat(tokens.events()).hasSize(before);
  }

  @Test
  void whatEndsWhileTheFunctionRunsIsRefused() {
    String name = "ended-" + tokens.events().size();
    pool.confirmedUser(name);
    tokens.answering("null");
    String signedOut =
        pool.signIn(name, PoolFixture.PASSWORD).authenticationResult().refreshToken();
    server
        .functions()
        .on(
            "claims-refresh",
            _ -> sdk.adminUserGlobalSignOut(out -> out.userPoolId(pool.poolId()).username(name)));
    assertThat(Refusal.of(() -> refresh(signedOut)))
        .isEqualTo(Refusal.notAuthorized("Refresh Token has been revoked"));
    server.clock().advance(Duration.ofSeconds(1));
    tokens.answering("null");
    String disabled = pool.signIn(name, PoolFixture.PASSWORD).authenticationResult().refreshToken();
    server
        .functions()
        .on(
            "claims-refresh",
            _ -> sdk.adminDisableUser(out -> out.userPoolId(pool.poolId()).username(name)));
    assertThat(Refusal.of(() -> refresh(disabled)))
        .isEqualTo(Refusal.notAuthorized("User is disabled."));
    tokens.answering("null");
  }

  @Test
  void functionMayCallTheServerBack() {
    String name = "called-back-" + tokens.events().size();
    pool.confirmedUser(name);
    server.functions().on("claims-refresh", _ -> nickname(name, "called"));
    AuthenticationResultType signedIn =
        pool.signIn(name, PoolFixture.PASSWORD).authenticationResult();
    assertThat(TokenPool.claims(signedIn.idToken())).containsEntry("nickname", "called");
    tokens.answering("null");
  }

  private void nickname(String name, String nickname) {
    AttributeType attribute = AttributeType.builder().name("nickname").value(nickname).build();
    sdk.adminUpdateUserAttributes(
        update -> update.userPoolId(pool.poolId()).username(name).userAttributes(attribute));
  }
}
