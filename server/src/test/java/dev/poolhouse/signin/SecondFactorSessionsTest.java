package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.user.MfaFactor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// That the `Session` of each challenge about second factors (`SMS_MFA`, `EMAIL_OTP`,
/// `SOFTWARE_TOKEN_MFA`, `SELECT_MFA_TYPE`, `MFA_SETUP`) is good for its user, client, pool,
/// challenge and time, and for one answer that goes on. What each challenge asks and takes is
/// proven in the tests of their names.
@EachServer
final class SecondFactorSessionsTest {
  private static final Refusal INVALID = Refusal.notAuthorized("Invalid session for the user.");
  private static final Refusal EXPIRED =
      Refusal.notAuthorized("Invalid session for the user, session is expired.");
  private static final Refusal USED_UP =
      Refusal.notAuthorized("Invalid session for the user, session can only be used once.");

  private final TestServer server;

  SecondFactorSessionsTest(TestServer server) {
    this.server = server;
  }

  /// A challenge, and how a user comes to it.
  enum Kind {
    SMS(ChallengeNameType.SMS_MFA),
    EMAIL(ChallengeNameType.EMAIL_OTP),
    GENERATOR(ChallengeNameType.SOFTWARE_TOKEN_MFA),
    SELECTION(ChallengeNameType.SELECT_MFA_TYPE),
    SETUP_BY_GENERATOR(ChallengeNameType.MFA_SETUP),
    SETUP_BY_EMAIL(ChallengeNameType.MFA_SETUP);

    private final ChallengeNameType challenge;

    Kind(ChallengeNameType challenge) {
      this.challenge = challenge;
    }
  }

  /// A challenge that was given.
  ///
  /// @param right an answer that goes on
  /// @param wrong an answer that does not; empty where every answer does
  private record Asked(
      SecondStep step,
      ChallengeNameType challenge,
      String session,
      Map<String, String> right,
      Optional<Wrong> wrong) {

    RespondToAuthChallengeResponse answer() {
      return step.answer(challenge, session, right);
    }

    Refusal refusal() {
      return Refusal.of(this::answer);
    }
  }

  /// An answer that is refused.
  private record Wrong(Map<String, String> answer, Refusal refusal) {}

  private Asked ask(Kind kind) {
    return switch (kind) {
      case SMS -> sent(SecondStep.preferring(server, MfaFactor.SMS_MFA), kind, "SMS_MFA_CODE");
      case EMAIL ->
          sent(SecondStep.preferring(server, MfaFactor.EMAIL_OTP), kind, "EMAIL_OTP_CODE");
      case GENERATOR -> {
        SecondStep.Generator user = SecondStep.generator(server);
        yield coded(
            user.step(),
            kind,
            "SOFTWARE_TOKEN_MFA_CODE",
            user.step().signIn().session(),
            new Coded(user.device().freshCode(), "Invalid code received for user"));
      }
      case SELECTION -> {
        SecondStep step = SecondStep.in(server, UserPoolMfaType.OPTIONAL, MfaFactor.values());
        step.factors.enable(SecondStep.NAME, MfaFactor.SMS_MFA, MfaFactor.EMAIL_OTP);
        yield new Asked(
            step,
            kind.challenge,
            step.signIn().session(),
            Map.of("ANSWER", "SMS_MFA"),
            Optional.of(
                new Wrong(
                    Map.of("ANSWER", "SOFTWARE_TOKEN_MFA"),
                    Refusal.invalidParameter("Invalid MFA type selected."))));
      }
      case SETUP_BY_GENERATOR -> {
        SecondStep step = setup();
        yield new Asked(
            step, kind.challenge, step.setUp(step.signIn().session()), Map.of(), Optional.empty());
      }
      case SETUP_BY_EMAIL -> {
        SecondStep step = setup();
        yield new Asked(
            step,
            kind.challenge,
            step.signIn().session(),
            Map.of("EMAIL", step.email),
            Optional.of(
                new Wrong(
                    Map.of("EMAIL", "nobody"),
                    Refusal.invalidParameter("Invalid email address format."))));
      }
    };
  }

  private SecondStep setup() {
    return SecondStep.withoutAddresses(
        server, UserPoolMfaType.ON, MfaFactor.SOFTWARE_TOKEN_MFA, MfaFactor.EMAIL_OTP);
  }

  private static Asked sent(SecondStep step, Kind kind, String key) {
    String session = step.signIn().session();
    String address = kind == Kind.SMS ? step.phone : step.email;
    return coded(
        step,
        kind,
        key,
        session,
        new Coded(step.code(address), "Invalid code or auth state for the user."));
  }

  private record Coded(String code, String mismatch) {}

  private static Asked coded(SecondStep step, Kind kind, String key, String session, Coded coded) {
    return new Asked(
        step,
        kind.challenge,
        session,
        Map.of(key, coded.code()),
        Optional.of(
            new Wrong(
                Map.of(key, SecondStep.wrong(coded.code())),
                new Refusal("CodeMismatchException", coded.mismatch()))));
  }

  private static Map<String, String> with(Map<String, String> responses, String key, String value) {
    Map<String, String> more = new HashMap<>(responses);
    more.put(key, value);
    return more;
  }

  @ParameterizedTest
  @EnumSource
  void wrongAnswerLeavesItGoodAndTheRightOneUsesItUp(Kind kind) {
    Asked asked = ask(kind);
    asked
        .wrong()
        .ifPresent(
            wrong -> {
              for (int i = 0; i < 3; i++) {
                assertThat(
                        Refusal.of(
                            () ->
                                asked
                                    .step()
                                    .answer(kind.challenge, asked.session(), wrong.answer())))
                    .isEqualTo(wrong.refusal());
              }
            });
    RespondToAuthChallengeResponse answer = asked.answer();
    assertThat(answer.challengeName() == null).isEqualTo(answer.authenticationResult() != null);
    assertThat(asked.refusal()).isEqualTo(USED_UP);
  }

  @ParameterizedTest
  @EnumSource
  void aliasOfTheUserServes(Kind kind) {
    Asked asked = ask(kind);
    String sub = asked.step().attribute("sub");
    asked.step().answer(kind.challenge, asked.session(), with(asked.right(), "USERNAME", sub));
  }

  @ParameterizedTest
  @EnumSource
  void refusedElsewhere(Kind kind) {
    Asked asked = ask(kind);
    SecondStep step = asked.step();
    step.pool.confirmedUser("bob");
    PoolFixture other = PoolFixture.create(server);
    assertThat(
            Refusal.of(
                () ->
                    step.answer(
                        kind.challenge, asked.session(), with(asked.right(), "USERNAME", "bob"))))
        .as("another user")
        .isEqualTo(INVALID);
    assertThat(through(asked, step.pool.client(_ -> {}).clientId()))
        .as("another client")
        .isEqualTo(INVALID);
    assertThat(through(asked, other.clientId())).as("another pool").isEqualTo(INVALID);
    assertThat(
            Refusal.of(
                () ->
                    step.answer(
                        ChallengeNameType.NEW_PASSWORD_REQUIRED,
                        asked.session(),
                        with(asked.right(), "NEW_PASSWORD", PoolFixture.PASSWORD))))
        .as("another challenge")
        .isEqualTo(INVALID);
    String session = asked.session();
    String bent =
        session.substring(0, 50) + (session.charAt(50) == 'A' ? 'B' : 'A') + session.substring(51);
    assertThat(Refusal.of(() -> step.answer(kind.challenge, bent, asked.right())))
        .as("a session with one letter changed")
        .isEqualTo(INVALID);
    asked.answer();
  }

  private Refusal through(Asked asked, String clientId) {
    return Refusal.of(
        () ->
            server
                .sdk()
                .respondToAuthChallenge(
                    answer ->
                        answer
                            .clientId(clientId)
                            .challengeName(asked.challenge())
                            .session(asked.session())
                            .challengeResponses(with(asked.right(), "USERNAME", SecondStep.NAME))));
  }

  @ParameterizedTest
  @EnumSource
  void partsMayNotBeMissing(Kind kind) {
    Asked asked = ask(kind);
    assertThat(
            server
                .call(
                    "RespondToAuthChallenge",
                    "{\"ClientId\":\"%s\",\"ChallengeName\":\"%s\",\"ChallengeResponses\":{%s}}"
                        .formatted(
                            asked.step().pool.clientId(),
                            kind.challenge,
                            json(with(asked.right(), "USERNAME", SecondStep.NAME))))
                .body())
        .contains("Missing required parameter Session");
    assertThat(
            Refusal.of(
                () ->
                    asked
                        .step()
                        .answer(
                            kind.challenge, asked.session(), with(asked.right(), "USERNAME", ""))))
        .isEqualTo(Refusal.invalidParameter("Missing required parameter USERNAME"));
  }

  private static String json(Map<String, String> responses) {
    return String.join(
        ",",
        responses.entrySet().stream()
            .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
            .toList());
  }

  @ParameterizedTest
  @EnumSource
  void endsWithItsTime(Kind kind) {
    Asked asked = ask(kind);
    server.clock().advance(Duration.ofMinutes(3));
    assertThat(asked.refusal()).isEqualTo(EXPIRED);
  }

  @ParameterizedTest
  @EnumSource
  void oneOfSeveralAnswersAtOnceGoesOn(Kind kind) {
    Asked asked = ask(kind);
    List<String> outcomes = IntStream.range(0, 4).parallel().mapToObj(_ -> outcome(asked)).toList();
    assertThat(outcomes).containsOnlyOnce("went on");
    assertThat(outcomes).containsOnly("went on", USED_UP.message());
  }

  private static String outcome(Asked asked) {
    try {
      asked.answer();
      return "went on";
    } catch (CognitoIdentityProviderException e) {
      return e.awsErrorDetails().errorMessage();
    }
  }

  @ParameterizedTest
  @EnumSource
  void disabledUserCannotGoOn(Kind kind) {
    Asked asked = ask(kind);
    server
        .sdk()
        .adminDisableUser(
            disable -> disable.userPoolId(asked.step().pool.poolId()).username(SecondStep.NAME));
    assertThat(asked.refusal()).isEqualTo(Refusal.notAuthorized("User is disabled."));
  }

  @ParameterizedTest
  @EnumSource
  void deletedUserCannotGoOn(Kind kind) {
    Asked asked = ask(kind);
    server
        .sdk()
        .adminDeleteUser(
            delete -> delete.userPoolId(asked.step().pool.poolId()).username(SecondStep.NAME));
    assertThat(asked.refusal())
        .isEqualTo(new Refusal("UserNotFoundException", "User does not exist."));
  }

  @ParameterizedTest
  @EnumSource
  void endsWithThePasswordThatBeganIt(Kind kind) {
    Asked asked = ask(kind);
    server.clock().advance(Duration.ofSeconds(1));
    server
        .sdk()
        .adminSetUserPassword(
            set ->
                set.userPoolId(asked.step().pool.poolId())
                    .username(SecondStep.NAME)
                    .password("Another-Horse-8")
                    .permanent(true));
    assertThat(asked.refusal()).isEqualTo(INVALID);
  }

  @ParameterizedTest
  @EnumSource
  void administratorsDoorServesToo(Kind kind) {
    Asked asked = ask(kind);
    assertThat(
            server
                .sdk()
                .adminRespondToAuthChallenge(
                    answer ->
                        answer
                            .userPoolId(asked.step().pool.poolId())
                            .clientId(asked.step().pool.clientId())
                            .challengeName(kind.challenge)
                            .session(asked.session())
                            .challengeResponses(with(asked.right(), "USERNAME", SecondStep.NAME)))
                .sdkHttpResponse()
                .isSuccessful())
        .isTrue();
    assertThat(asked.refusal()).isEqualTo(USED_UP);
  }
}
