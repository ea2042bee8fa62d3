package dev.poolhouse.risk;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.user.MfaFactor;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AccountTakeoverEventActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdvancedSecurityModeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthEventType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ContextDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventResponseType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.FeedbackValueType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.HttpHeader;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskDecisionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskLevelType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Adaptive authentication end to end: a new network asks for a factor that the user never switched
/// on, the event shows level and course and its reasons are logged, feedback changes event and
/// later decisions; blocking, auditing, block lists and breached passwords.
@EachServer
final class RiskySignInTest {
  private static final String HOME = "192.0.2.1";
  private static final String CAFE = "198.51.100.1";
  private static final Refusal BLOCKED =
      Refusal.notAuthorized("Unable to login because of security reasons.");

  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;

  RiskySignInTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
  }

  @Test
  void newNetworkAsksForAFactorAndFeedbackChangesWhatComesNext() throws ParseException {
    PoolFixture pool = enforced(AccountTakeoverEventActionType.MFA_REQUIRED);
    new SecondFactors(server, pool).offer(UserPoolMfaType.OPTIONAL, MfaFactor.SMS_MFA);
    pool.confirmedUser("ann", "phone_number", "+4930123456");
    assertThat(signIn(pool, "ann", HOME).authenticationResult()).isNotNull();
    assertThat(signIn(pool, "ann", "192.0.2.99").authenticationResult()).isNotNull();

    AdminInitiateAuthResponse risky = signIn(pool, "ann", CAFE);

    assertThat(risky.challengeName()).isEqualTo(ChallengeNameType.SMS_MFA);
    assertThat(newest(pool, "ann").eventResponse()).isEqualTo(EventResponseType.IN_PROGRESS);
    AdminRespondToAuthChallengeResponse done = answer(pool, "ann", risky);
    AuthEventType event = newest(pool, "ann");
    assertThat(event.eventRisk().riskDecision()).isEqualTo(RiskDecisionType.ACCOUNT_TAKEOVER);
    assertThat(event.eventRisk().riskLevel()).isEqualTo(RiskLevelType.LOW);
    assertThat(event.eventResponse()).isEqualTo(EventResponseType.PASS);
    assertThat(event.challengeResponses())
        .extracting(step -> step.challengeName() + " " + step.challengeResponse())
        .containsExactly("Password Success", "Mfa Success");
    assertThat(event.eventContextData().ipAddress()).isEqualTo(CAFE);
    assertThat(event.eventContextData().deviceName()).isEqualTo("Firefox 140, Linux");
    assertThat(
            SignedJWT.parse(done.authenticationResult().idToken())
                .getJWTClaimsSet()
                .getStringClaim("event_id"))
        .isEqualTo(event.eventId());
    assertThat(signIn(pool, "ann", CAFE).authenticationResult()).isNotNull();

    feedback(pool, "ann", event.eventId(), FeedbackValueType.INVALID);

    AuthEventType disowned = find(pool, "ann", event.eventId());
    assertThat(disowned.eventFeedback().feedbackValue()).isEqualTo(FeedbackValueType.INVALID);
    assertThat(disowned.eventFeedback().provider()).isEqualTo("Admin");
    assertThat(Refusal.of(() -> signIn(pool, "ann", CAFE))).isEqualTo(BLOCKED);
    assertThat(newest(pool, "ann").eventRisk().riskLevel()).isEqualTo(RiskLevelType.HIGH);
    assertThat(newest(pool, "ann").eventRisk().riskDecision()).isEqualTo(RiskDecisionType.BLOCK);
    feedback(pool, "ann", event.eventId(), FeedbackValueType.VALID);
    assertThat(signIn(pool, "ann", CAFE).authenticationResult()).isNotNull();
  }

  @Test
  void wrongCodeFailsTheEventUntilARightOne() {
    PoolFixture pool = enforced(AccountTakeoverEventActionType.MFA_IF_CONFIGURED);
    new SecondFactors(server, pool).offer(UserPoolMfaType.OPTIONAL, MfaFactor.SMS_MFA);
    pool.confirmedUser("ann", "phone_number", "+4930123457");
    signIn(pool, "ann", HOME);
    AdminInitiateAuthResponse risky = signIn(pool, "ann", CAFE);
    String code = new Inbox(server, "+4930123457").code();
    String wrong = code.equals("000000") ? "000001" : "000000";

    assertThat(Refusal.of(() -> answer(pool, "ann", risky, wrong)).type())
        .isEqualTo("CodeMismatchException");

    assertThat(newest(pool, "ann").eventResponse()).isEqualTo(EventResponseType.FAIL);
    answer(pool, "ann", risky, code);
    assertThat(newest(pool, "ann").eventResponse()).isEqualTo(EventResponseType.PASS);
    assertThat(newest(pool, "ann").challengeResponses())
        .extracting(step -> step.challengeName() + " " + step.challengeResponse())
        .containsExactly("Password Success", "Mfa Failure", "Mfa Success");
  }

  @Test
  void demandedFactorThatTheUserLacksRefuses() {
    PoolFixture pool = enforced(AccountTakeoverEventActionType.MFA_REQUIRED);
    pool.confirmedUser("ann");
    signIn(pool, "ann", HOME);

    assertThat(Refusal.of(() -> signIn(pool, "ann", CAFE))).isEqualTo(BLOCKED);

    assertThat(newest(pool, "ann").eventRisk().riskDecision()).isEqualTo(RiskDecisionType.BLOCK);
    assertThat(newest(pool, "ann").eventResponse()).isEqualTo(EventResponseType.FAIL);
    assertThat(signIn(pool, "ann", HOME).authenticationResult()).isNotNull();
  }

  @Test
  void factorThatIsNotConfiguredIsNotAskedFor() {
    PoolFixture pool = enforced(AccountTakeoverEventActionType.MFA_IF_CONFIGURED);
    pool.confirmedUser("ann");
    signIn(pool, "ann", HOME);

    assertThat(signIn(pool, "ann", CAFE).authenticationResult()).isNotNull();
    assertThat(newest(pool, "ann").eventRisk().riskLevel()).isEqualTo(RiskLevelType.LOW);
  }

  @Test
  void auditOnlyFinds() {
    PoolFixture pool = ProtectedPool.create(server, AdvancedSecurityModeType.AUDIT);
    pool.confirmedUser("ann");
    signIn(pool, "ann", HOME);

    assertThat(signIn(pool, "ann", CAFE).authenticationResult()).isNotNull();

    assertThat(newest(pool, "ann").eventRisk().riskLevel()).isEqualTo(RiskLevelType.LOW);
    assertThat(newest(pool, "ann").eventResponse()).isEqualTo(EventResponseType.PASS);
  }

  @Test
  void everyRiskBlocksByDefault() {
    PoolFixture pool = ProtectedPool.create(server, AdvancedSecurityModeType.ENFORCED);
    pool.confirmedUser("ann");
    signIn(pool, "ann", HOME);

    assertThat(Refusal.of(() -> signIn(pool, "ann", CAFE))).isEqualTo(BLOCKED);
  }

  @Test
  void wrongPasswordIsAnEventOfItsUserAndOfNobodyElse() {
    PoolFixture pool = ProtectedPool.create(server, AdvancedSecurityModeType.AUDIT);
    pool.confirmedUser("ann");

    assertThat(Refusal.of(() -> pool.signIn("ann", "Wrong-Horse-7")).type())
        .isEqualTo("NotAuthorizedException");
    assertThat(Refusal.of(() -> pool.signIn("bob", "Wrong-Horse-7")).type())
        .isEqualTo("UserNotFoundException");

    AuthEventType event = newest(pool, "ann");
    assertThat(event.eventResponse()).isEqualTo(EventResponseType.FAIL);
    assertThat(event.challengeResponses())
        .extracting(step -> step.challengeName() + " " + step.challengeResponse())
        .containsExactly("Password Failure");
    assertThat(event.eventRisk().riskDecision()).isEqualTo(RiskDecisionType.NO_RISK);
  }

  @Test
  void eventsComeNewestFirstAndPageByPage() {
    PoolFixture pool = ProtectedPool.create(server, AdvancedSecurityModeType.AUDIT);
    pool.confirmedUser("ann");
    for (int i = 0; i < 3; i++) {
      signIn(pool, "ann", HOME);
      server.clock().advance(Duration.ofSeconds(1));
    }

    List<AuthEventType> all = events(pool, "ann");
    assertThat(all).hasSize(3);
    assertThat(all.getFirst().creationDate()).isAfter(all.getLast().creationDate());
    assertThat(
            sdk
                .adminListUserAuthEventsPaginator(
                    list -> list.userPoolId(pool.poolId()).username("ann").maxResults(2))
                .stream()
                .flatMap(page -> page.authEvents().stream()))
        .isEqualTo(all);
  }

  @Test
  void blockedNetworkIsRefusedBeforeAnythingIsLookedAt() {
    PoolFixture pool = ProtectedPool.create(server, AdvancedSecurityModeType.ENFORCED);
    pool.confirmedUser("ann");
    sdk.setRiskConfiguration(
        set ->
            set.userPoolId(pool.poolId())
                .riskExceptionConfiguration(
                    lists ->
                        lists
                            .blockedIPRangeList("203.0.113.0/24")
                            .skippedIPRangeList("198.51.100.0/24")));
    Refusal refusal = Refusal.notAuthorized("Request not allowed due to security reasons.");

    assertThat(Refusal.of(() -> signIn(pool, "ann", "203.0.113.7"))).isEqualTo(refusal);
    assertThat(Refusal.of(() -> signIn(pool, "nobody", "203.0.113.7"))).isEqualTo(refusal);
    assertThat(events(pool, "ann")).isEmpty();
    signIn(pool, "ann", HOME);
    assertThat(signIn(pool, "ann", CAFE).authenticationResult()).isNotNull();
    assertThat(newest(pool, "ann").eventRisk().riskDecision()).isEqualTo(RiskDecisionType.NO_RISK);
  }

  @Test
  void commonPasswordMustBeReset() {
    PoolFixture pool = ProtectedPool.create(server, AdvancedSecurityModeType.ENFORCED);
    pool.confirmedUser("ann");
    sdk.adminSetUserPassword(
        set ->
            set.userPoolId(pool.poolId()).username("ann").password("P@ssw0rd1!").permanent(true));

    assertThat(Refusal.of(() -> pool.signIn("ann", "P@ssw0rd1!")))
        .isEqualTo(
            new Refusal(
                "PasswordResetRequiredException",
                "Password reset required for the user due to security reasons"));

    assertThat(sdk.adminGetUser(get -> get.userPoolId(pool.poolId()).username("ann")).userStatus())
        .isEqualTo(UserStatusType.RESET_REQUIRED);
    assertThat(newest(pool, "ann").eventRisk().compromisedCredentialsDetected()).isTrue();
    assertThat(newest(pool, "ann").eventRisk().riskDecision()).isEqualTo(RiskDecisionType.BLOCK);
  }

  private PoolFixture enforced(AccountTakeoverEventActionType low) {
    PoolFixture pool = ProtectedPool.create(server, AdvancedSecurityModeType.ENFORCED);
    sdk.setRiskConfiguration(
        set ->
            set.userPoolId(pool.poolId())
                .accountTakeoverRiskConfiguration(
                    takeover ->
                        takeover.actions(
                            actions ->
                                actions
                                    .lowAction(
                                        action -> action.sendNotification(false).eventAction(low))
                                    .highAction(
                                        action ->
                                            action
                                                .sendNotification(false)
                                                .eventAction(
                                                    AccountTakeoverEventActionType.BLOCK)))));
    return pool;
  }

  private AdminInitiateAuthResponse signIn(PoolFixture pool, String name, String address) {
    return sdk.adminInitiateAuth(
        auth ->
            auth.userPoolId(pool.poolId())
                .clientId(pool.clientId())
                .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", name, "PASSWORD", PoolFixture.PASSWORD))
                .contextData(context(address)));
  }

  private AdminRespondToAuthChallengeResponse answer(
      PoolFixture pool, String name, AdminInitiateAuthResponse asked) {
    String phone =
        sdk
            .adminGetUser(get -> get.userPoolId(pool.poolId()).username(name))
            .userAttributes()
            .stream()
            .filter(attribute -> attribute.name().equals("phone_number"))
            .findFirst()
            .orElseThrow()
            .value();
    return answer(pool, name, asked, new Inbox(server, phone).code());
  }

  private AdminRespondToAuthChallengeResponse answer(
      PoolFixture pool, String name, AdminInitiateAuthResponse asked, String code) {
    return sdk.adminRespondToAuthChallenge(
        auth ->
            auth.userPoolId(pool.poolId())
                .clientId(pool.clientId())
                .challengeName(asked.challengeName())
                .session(asked.session())
                .challengeResponses(Map.of("USERNAME", name, "SMS_MFA_CODE", code))
                .contextData(context(CAFE)));
  }

  private static ContextDataType context(String address) {
    return ContextDataType.builder()
        .ipAddress(address)
        .serverName("example.com")
        .serverPath("/login")
        .httpHeaders(
            HttpHeader.builder()
                .headerName("User-Agent")
                .headerValue("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")
                .build())
        .build();
  }

  private void feedback(PoolFixture pool, String name, String eventId, FeedbackValueType value) {
    sdk.adminUpdateAuthEventFeedback(
        update ->
            update.userPoolId(pool.poolId()).username(name).eventId(eventId).feedbackValue(value));
  }

  private List<AuthEventType> events(PoolFixture pool, String name) {
    return sdk.adminListUserAuthEvents(list -> list.userPoolId(pool.poolId()).username(name))
        .authEvents();
  }

  private AuthEventType newest(PoolFixture pool, String name) {
    server.clock().advance(Duration.ofMillis(2));
    return events(pool, name).getFirst();
  }

  private AuthEventType find(PoolFixture pool, String name, String eventId) {
    return events(pool, name).stream()
        .filter(event -> event.eventId().equals(eventId))
        .findFirst()
        .orElseThrow();
  }
}
