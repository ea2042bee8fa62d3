package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import dev.poolhouse.testkit.TotpDevice;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AssociateSoftwareTokenResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/// A client that answers whatever it is asked, as an app would, until it holds tokens.
final class Walker {
  static final String NEW_PASSWORD = "Fresh-Horse-8";
  private static final int MOST_STEPS = 10;

  private final TestServer server;
  private final PoolFixture pool;
  private final String clientId;
  private final Interference interference;

  Walker(TestServer server, PoolFixture pool, String clientId) {
    this(server, pool, clientId, (_, _) -> {});
  }

  private Walker(TestServer server, PoolFixture pool, String clientId, Interference interference) {
    this.server = server;
    this.pool = pool;
    this.clientId = clientId;
    this.interference = interference;
  }

  /// Something that happens before each right answer.
  @FunctionalInterface
  interface Interference {
    /// Called when an answer is ready to be sent.
    ///
    /// @param right the answer that is about to be sent
    /// @param send sends another one instead, at once
    void before(Right right, Sending send);
  }

  /// The answer that a client would give.
  record Right(
      ChallengeNameType challenge, Optional<String> session, Map<String, String> responses) {}

  /// Sends an answer to the present challenge.
  @FunctionalInterface
  interface Sending {
    void send(Optional<String> session, Map<String, String> responses);
  }

  /// The same client, interfered with.
  Walker with(Interference disturbance) {
    return new Walker(server, pool, clientId, disturbance);
  }

  /// A sign-in that ended with tokens.
  ///
  /// @param challenges what was asked, in order
  /// @param tokens what it ended with
  record Walk(List<String> challenges, AuthenticationResultType tokens) {}

  private record Asked(
      Optional<ChallengeNameType> name,
      Map<String, String> parameters,
      Optional<String> session,
      Optional<AuthenticationResultType> tokens) {}

  /// Signs in.
  Walk walk(WalkFlow flow, WalkUser user) {
    SrpClient srp = SrpClient.create(new SecureRandom());
    List<String> challenges = new ArrayList<>();
    Asked asked = begin(flow, user, srp);
    while (asked.name().isPresent()) {
      challenges.add(asked.name().get().toString());
      if (challenges.size() > MOST_STEPS) {
        throw new AssertionError("no end: " + challenges);
      }
      asked = answer(flow, user, srp, asked);
    }
    return new Walk(List.copyOf(challenges), asked.tokens().orElseThrow());
  }

  /// The choices offered to a client that asks for this flow's factor and cannot have it.
  List<String> offered(WalkFlow flow, WalkUser user) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("USERNAME", user.name());
    flow.preferred().ifPresent(name -> parameters.put("PREFERRED_CHALLENGE", name));
    InitiateAuthResponse reply =
        server
            .sdk()
            .initiateAuth(
                auth -> auth.clientId(clientId).authFlow(flow.type()).authParameters(parameters));
    assertThat(reply.challengeName()).isEqualTo(ChallengeNameType.SELECT_CHALLENGE);
    return reply.availableChallengesAsStrings();
  }

  private Asked begin(WalkFlow flow, WalkUser user, SrpClient srp) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("USERNAME", user.name());
    flow.preferred().ifPresent(name -> parameters.put("PREFERRED_CHALLENGE", name));
    user.device().ifPresent(device -> parameters.put("DEVICE_KEY", device.key()));
    if (!flow.choice() || (flow.preferred().isPresent() && flow.atOnce())) {
      parameters.putAll(data(flow, user, srp));
    }
    if (flow.custom()) {
      parameters.put("CHALLENGE_NAME", flow.byPassword() ? "SRP_A" : "CUSTOM_CHALLENGE");
    }
    if (flow.admin()) {
      AdminInitiateAuthResponse reply =
          server
              .sdk()
              .adminInitiateAuth(
                  auth ->
                      auth.userPoolId(pool.poolId())
                          .clientId(clientId)
                          .authFlow(flow.type())
                          .authParameters(parameters));
      return new Asked(
          Optional.ofNullable(reply.challengeName()),
          reply.challengeParameters(),
          Optional.ofNullable(reply.session()),
          Optional.ofNullable(reply.authenticationResult()));
    }
    InitiateAuthResponse reply =
        server
            .sdk()
            .initiateAuth(
                auth -> auth.clientId(clientId).authFlow(flow.type()).authParameters(parameters));
    return new Asked(
        Optional.ofNullable(reply.challengeName()),
        reply.challengeParameters(),
        Optional.ofNullable(reply.session()),
        Optional.ofNullable(reply.authenticationResult()));
  }

  /// What the first factor sends in the call that begins it.
  private static Map<String, String> data(WalkFlow flow, WalkUser user, SrpClient srp) {
    return switch (flow.proof()) {
      case PASSWORD -> Map.of("PASSWORD", user.password());
      case SRP -> Map.of("SRP_A", srp.srpA());
      case EMAIL, SMS, PASSKEY, RIDDLE -> Map.of();
    };
  }

  private Asked answer(WalkFlow flow, WalkUser user, SrpClient srp, Asked asked) {
    Map<String, String> responses = new LinkedHashMap<>();
    responses.put("USERNAME", user.name());
    Optional<String> session = asked.session();
    ChallengeNameType name = asked.name().orElseThrow();
    switch (name) {
      case SELECT_CHALLENGE -> {
        responses.put("ANSWER", flow.proof().choice());
        if (flow.atOnce()) {
          responses.putAll(data(flow, user, srp));
        }
      }
      case PASSWORD -> responses.put("PASSWORD", user.password());
      case PASSWORD_SRP -> responses.put("SRP_A", srp.srpA());
      case PASSWORD_VERIFIER ->
          responses.putAll(
              srp.passwordVerifier(
                  pool.poolId(), user.password(), asked.parameters(), server.clock().instant()));
      case NEW_PASSWORD_REQUIRED -> responses.put("NEW_PASSWORD", NEW_PASSWORD);
      case SMS_MFA -> responses.put("SMS_MFA_CODE", user.phone().code());
      case SMS_OTP -> responses.put("SMS_OTP_CODE", user.phone().code());
      case EMAIL_OTP -> responses.put("EMAIL_OTP_CODE", user.mail().code());
      case SOFTWARE_TOKEN_MFA ->
          responses.put("SOFTWARE_TOKEN_MFA_CODE", user.totp().orElseThrow().freshCode());
      case SELECT_MFA_TYPE -> responses.put("ANSWER", user.factors().iterator().next());
      case MFA_SETUP -> session = Optional.of(setUp(session.orElseThrow()));
      case WEB_AUTHN ->
          responses.put(
              "CREDENTIAL",
              user.passkey()
                  .orElseThrow()
                  .get(
                      Objects.requireNonNull(
                          asked.parameters().get("CREDENTIAL_REQUEST_OPTIONS"))));
      case CUSTOM_CHALLENGE -> responses.put("ANSWER", CustomPool.ANSWER);
      case DEVICE_SRP_AUTH -> {
        responses.put("DEVICE_KEY", user.device().orElseThrow().key());
        responses.put("SRP_A", srp.srpA());
      }
      case DEVICE_PASSWORD_VERIFIER ->
          responses.putAll(
              srp.devicePasswordVerifier(
                  user.device().orElseThrow().groupKey(),
                  user.device().orElseThrow().password(),
                  asked.parameters(),
                  server.clock().instant()));
      default -> throw new AssertionError("asked " + name);
    }
    interference.before(
        new Right(name, session, responses), (other, sent) -> respond(flow, name, other, sent));
    return respond(flow, name, session, responses);
  }

  /// Sets up a code generator with the session of `MFA_SETUP`, whose secret nobody needs later.
  private String setUp(String session) {
    AssociateSoftwareTokenResponse begun =
        server.sdk().associateSoftwareToken(associate -> associate.session(session));
    return server
        .sdk()
        .verifySoftwareToken(
            verify ->
                verify
                    .session(begun.session())
                    .userCode(TotpDevice.of(begun.secretCode(), server.clock()).code()))
        .session();
  }

  private Asked respond(
      WalkFlow flow,
      ChallengeNameType name,
      Optional<String> session,
      Map<String, String> responses) {
    if (flow.admin()) {
      AdminRespondToAuthChallengeResponse reply =
          server
              .sdk()
              .adminRespondToAuthChallenge(
                  respond ->
                      respond
                          .userPoolId(pool.poolId())
                          .clientId(clientId)
                          .challengeName(name)
                          .session(session.orElse(null))
                          .challengeResponses(responses));
      return new Asked(
          Optional.ofNullable(reply.challengeName()),
          reply.challengeParameters(),
          Optional.ofNullable(reply.session()),
          Optional.ofNullable(reply.authenticationResult()));
    }
    RespondToAuthChallengeResponse reply =
        server
            .sdk()
            .respondToAuthChallenge(
                respond ->
                    respond
                        .clientId(clientId)
                        .challengeName(name)
                        .session(session.orElse(null))
                        .challengeResponses(responses));
    return new Asked(
        Optional.ofNullable(reply.challengeName()),
        reply.challengeParameters(),
        Optional.ofNullable(reply.session()),
        Optional.ofNullable(reply.authenticationResult()));
  }
}
