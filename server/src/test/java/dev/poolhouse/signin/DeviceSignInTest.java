package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.TotpDevice;
import dev.poolhouse.user.MfaFactor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Proves what devices do to a sign-in as a whole: the key that a new one is given, when a
/// remembered one replaces a second factor and when not, and which refreshes follow. What an
/// unknown one leads to is proven in `UnknownDeviceTest`. Each answer of a device is proven in
/// `DeviceSrpAuthTest` and `DevicePasswordVerifierTest`.
@EachServer
final class DeviceSignInTest {
  private static final Refusal NO_REFRESH = Refusal.notAuthorized("Invalid Refresh Token");
  private static final String NO_KEY = "us-east-1_00000000-0000-0000-0000-000000000000";

  private final TestServer server;

  DeviceSignInTest(TestServer server) {
    this.server = server;
  }

  @Test
  void newDeviceIsGivenItsKeys() {
    TrackedUsers users = new TrackedUsers(server);
    String ann = users.user();
    AuthenticationResultType first = users.tokens(ann);
    AuthenticationResultType second = users.tokens(ann);
    assertThat(first.newDeviceMetadata().deviceKey())
        .matches("us-east-1_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .isNotEqualTo(second.newDeviceMetadata().deviceKey());
    assertThat(first.newDeviceMetadata().deviceGroupKey())
        .matches("-[0-9A-Za-z]{8}")
        .isEqualTo(second.newDeviceMetadata().deviceGroupKey());
    assertThat(payload(first.accessToken()))
        .contains("\"device_key\":\"" + first.newDeviceMetadata().deviceKey() + "\"");
  }

  @Test
  void poolThatTracksNoDevicesGivesNoKeyAndLooksAtNone() {
    PoolFixture pool = PoolFixture.create(server);
    pool.confirmedUser("ann");
    InitiateAuthResponse answer = pool.signInOn(NO_KEY, "ann");
    assertThat(answer.authenticationResult().newDeviceMetadata()).isNull();
    assertThat(payload(answer.authenticationResult().accessToken())).doesNotContain("device_key");
  }

  /// How a client signs in with a password and names its device.
  private enum Door {
    PASSWORD,
    SRP_KEY_FIRST,
    SRP_KEY_IN_THE_ANSWER,
    ADMIN
  }

  /// The session of `DEVICE_SRP_AUTH` that the door leads to.
  private String asked(Door door, TrustedDevice device) {
    return switch (door) {
      case PASSWORD -> {
        InitiateAuthResponse answer = device.signIn();
        assertThat(answer.challengeName()).isEqualTo(ChallengeNameType.DEVICE_SRP_AUTH);
        yield answer.session();
      }
      case SRP_KEY_FIRST, SRP_KEY_IN_THE_ANSWER -> {
        RespondToAuthChallengeResponse answer = srp(device, door == Door.SRP_KEY_FIRST);
        assertThat(answer.challengeName()).isEqualTo(ChallengeNameType.DEVICE_SRP_AUTH);
        yield answer.session();
      }
      case ADMIN -> {
        AdminInitiateAuthResponse answer =
            server
                .sdk()
                .adminInitiateAuth(
                    auth ->
                        auth.userPoolId(device.pool().poolId())
                            .clientId(device.pool().clientId())
                            .authFlow("ADMIN_USER_PASSWORD_AUTH")
                            .authParameters(
                                Map.of(
                                    "USERNAME", device.name(),
                                    "PASSWORD", PoolFixture.PASSWORD,
                                    "DEVICE_KEY", device.key())));
        assertThat(answer.challengeName()).isEqualTo(ChallengeNameType.DEVICE_SRP_AUTH);
        yield answer.session();
      }
    };
  }

  private RespondToAuthChallengeResponse srp(TrustedDevice device, boolean keyFirst) {
    Map<String, String> opening = new HashMap<>();
    opening.put("USERNAME", device.name());
    opening.put("SRP_A", device.srp().srpA());
    if (keyFirst) {
      opening.put("DEVICE_KEY", device.key());
    }
    InitiateAuthResponse challenge =
        server
            .sdk()
            .initiateAuth(
                auth ->
                    auth.clientId(device.pool().clientId())
                        .authFlow("USER_SRP_AUTH")
                        .authParameters(opening));
    Map<String, String> proof =
        device
            .srp()
            .passwordVerifier(
                device.pool().poolId(),
                PoolFixture.PASSWORD,
                challenge.challengeParameters(),
                server.clock().instant());
    return device.answer(
        device.pool().clientId(),
        ChallengeNameType.PASSWORD_VERIFIER,
        null,
        keyFirst ? proof : TrustedDevice.with(proof, "DEVICE_KEY", device.key()));
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void rememberedDeviceReplacesTheSecondFactor(Door door) {
    TrackedUsers users = new TrackedUsers(server);
    TrustedDevice device = users.device();
    Inbox inbox = new Inbox(server, device.name() + "@example.com");
    RespondToAuthChallengeResponse challenge = device.begin(asked(door, device));
    AuthenticationResultType tokens =
        device.prove(challenge.session(), device.proof(challenge)).authenticationResult();
    assertThat(tokens.newDeviceMetadata()).isNull();
    assertThat(payload(tokens.accessToken())).contains(device.key());
    assertThat(inbox.unread()).isZero();
    assertThat(refresh(device, tokens, device.key()).accessToken()).isNotEmpty();
    assertThat(Refusal.of(() -> refresh(device, tokens, NO_KEY))).isEqualTo(NO_REFRESH);
  }

  private enum Second {
    SMS,
    EMAIL,
    GENERATOR
  }

  /// The sequence seen against the live service: a second factor, `ConfirmDevice`,
  /// `UpdateDeviceStatus`, and then the device in the place of the factor.
  @ParameterizedTest
  @EnumSource(Second.class)
  void deviceConfirmedAfterASecondFactorReplacesIt(Second second) {
    TrackedUsers users = new TrackedUsers(server, true, true);
    PoolFixture pool = users.pool();
    String phone = "+1555" + System.nanoTime() % 10_000_000;
    String ann = "ann" + phone.substring(1);
    String email = ann + "@example.com";
    pool.confirmedUser(
        ann,
        "phone_number",
        phone,
        "phone_number_verified",
        "true",
        "email",
        email,
        "email_verified",
        "true");
    AuthenticationResultType tokens =
        switch (second) {
          case SMS -> bySent(users, ann, phone, MfaFactor.SMS_MFA);
          case EMAIL -> bySent(users, ann, email, MfaFactor.EMAIL_OTP);
          case GENERATOR -> byGenerator(users, ann);
        };
    TrustedDevice device = TrustedDevice.confirm(server, pool, ann, tokens);
    assertThat(device.signIn().challengeName()).isNotEqualTo(ChallengeNameType.DEVICE_SRP_AUTH);
    server
        .sdk()
        .updateDeviceStatus(
            update ->
                update
                    .accessToken(tokens.accessToken())
                    .deviceKey(device.key())
                    .deviceRememberedStatus("remembered"));
    RespondToAuthChallengeResponse challenge = device.begin(device.signIn().session());
    assertThat(device.prove(challenge.session(), device.proof(challenge)).authenticationResult())
        .isNotNull();
  }

  private AuthenticationResultType bySent(
      TrackedUsers users, String name, String address, MfaFactor factor) {
    users.factors().prefer(name, factor);
    Inbox inbox = new Inbox(server, address);
    InitiateAuthResponse asked = users.pool().signIn(name, PoolFixture.PASSWORD);
    return server
        .sdk()
        .respondToAuthChallenge(
            respond ->
                respond
                    .clientId(users.pool().clientId())
                    .challengeName(asked.challengeName())
                    .session(asked.session())
                    .challengeResponses(
                        Map.of("USERNAME", name, asked.challengeName() + "_CODE", inbox.code())))
        .authenticationResult();
  }

  private AuthenticationResultType byGenerator(TrackedUsers users, String name) {
    TotpDevice generator = users.factors().enrol(users.tokens(name).accessToken());
    users.factors().prefer(name, MfaFactor.SOFTWARE_TOKEN_MFA);
    InitiateAuthResponse asked = users.pool().signIn(name, PoolFixture.PASSWORD);
    return server
        .sdk()
        .respondToAuthChallenge(
            respond ->
                respond
                    .clientId(users.pool().clientId())
                    .challengeName(asked.challengeName())
                    .session(asked.session())
                    .challengeResponses(
                        Map.of("USERNAME", name, "SOFTWARE_TOKEN_MFA_CODE", generator.freshCode())))
        .authenticationResult();
  }

  @Test
  void deviceThatIsNotRememberedSignsInLikeNone() {
    TrackedUsers users = new TrackedUsers(server, true, true);
    TrustedDevice device = users.device();
    assertThat(device.signIn().challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
    users.factors().offer(UserPoolMfaType.OFF);
    AuthenticationResultType tokens = device.signIn().authenticationResult();
    assertThat(tokens.newDeviceMetadata()).isNull();
    assertThat(payload(tokens.accessToken())).contains(device.key());
    assertThat(refresh(device, tokens, device.key()).accessToken()).isNotEmpty();
  }

  @Test
  void poolMayTrackDevicesAndStillAskForTheFactor() {
    TrackedUsers users = new TrackedUsers(server, false, false);
    TrustedDevice device = users.device();
    Inbox inbox = new Inbox(server, device.name() + "@example.com");
    InitiateAuthResponse asked = device.signIn();
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
    AuthenticationResultType tokens =
        device
            .answer(
                users.pool().clientId(),
                ChallengeNameType.EMAIL_OTP,
                asked.session(),
                Map.of("USERNAME", device.name(), "EMAIL_OTP_CODE", inbox.code()))
            .authenticationResult();
    assertThat(tokens.newDeviceMetadata()).isNull();
    assertThat(refresh(device, tokens, device.key()).accessToken()).isNotEmpty();
  }

  @Test
  void withoutASecondFactorTheDeviceIsNotAskedButNoted() {
    TrackedUsers users = new TrackedUsers(server);
    TrustedDevice device = users.deviceOf(users.user());
    Instant before = authenticated(device);
    server.clock().advance(Duration.ofMinutes(5));
    AuthenticationResultType tokens = device.signIn().authenticationResult();
    assertThat(tokens.newDeviceMetadata()).isNull();
    assertThat(authenticated(device)).isAfterOrEqualTo(before.plus(Duration.ofMinutes(5)));
  }

  /// @param admin whether the sign-in came through the signed operation
  private record Case(String name, boolean admin) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> doors() {
    return Stream.of(new Case("by the user", false), new Case("by an administrator", true));
  }

  @ParameterizedTest
  @MethodSource("doors")
  void signInIsRefreshedOnlyByItsConfirmedDevice(Case given) {
    TrackedUsers users = new TrackedUsers(server);
    String ann = users.user();
    AuthenticationResultType tokens =
        given.admin()
            ? server
                .sdk()
                .adminInitiateAuth(
                    auth ->
                        auth.userPoolId(users.pool().poolId())
                            .clientId(users.pool().clientId())
                            .authFlow("ADMIN_USER_PASSWORD_AUTH")
                            .authParameters(
                                Map.of("USERNAME", ann, "PASSWORD", PoolFixture.PASSWORD)))
                .authenticationResult()
            : users.tokens(ann);
    String key = tokens.newDeviceMetadata().deviceKey();
    assertThat(Refusal.of(() -> refreshFlow(users, tokens, Map.of("DEVICE_KEY", key))))
        .isEqualTo(NO_REFRESH);
    TrustedDevice device = TrustedDevice.confirm(server, users.pool(), ann, tokens);
    assertThat(Refusal.of(() -> refreshFlow(users, tokens, Map.of()))).isEqualTo(NO_REFRESH);
    assertThat(refreshFlow(users, tokens, Map.of("DEVICE_KEY", key)).accessToken()).isNotEmpty();
    assertThat(refresh(device, tokens, key).accessToken()).isNotEmpty();
    server.sdk().forgetDevice(forget -> forget.accessToken(tokens.accessToken()).deviceKey(key));
    assertThat(Refusal.of(() -> refreshFlow(users, tokens, Map.of("DEVICE_KEY", key))))
        .isEqualTo(NO_REFRESH);
    assertThat(Refusal.of(() -> refresh(device, tokens, key))).isEqualTo(NO_REFRESH);
  }

  private AuthenticationResultType refreshFlow(
      TrackedUsers users, AuthenticationResultType tokens, Map<String, String> device) {
    Map<String, String> parameters = new HashMap<>(device);
    parameters.put("REFRESH_TOKEN", tokens.refreshToken());
    return server
        .sdk()
        .initiateAuth(
            auth ->
                auth.clientId(users.pool().clientId())
                    .authFlow("REFRESH_TOKEN_AUTH")
                    .authParameters(parameters))
        .authenticationResult();
  }

  private AuthenticationResultType refresh(
      TrustedDevice device, AuthenticationResultType tokens, String key) {
    return server
        .sdk()
        .getTokensFromRefreshToken(
            get ->
                get.clientId(device.pool().clientId())
                    .refreshToken(tokens.refreshToken())
                    .deviceKey(key))
        .authenticationResult();
  }

  private Instant authenticated(TrustedDevice device) {
    return server
        .sdk()
        .adminGetDevice(
            get ->
                get.userPoolId(device.pool().poolId())
                    .username(device.name())
                    .deviceKey(device.key()))
        .device()
        .deviceLastAuthenticatedDate();
  }

  private static String payload(String token) {
    return new String(
        Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
  }
}
