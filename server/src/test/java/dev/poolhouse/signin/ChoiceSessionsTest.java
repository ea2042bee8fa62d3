package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/// That the `Session` of each challenge of choice-based sign-in (`SELECT_CHALLENGE`, `PASSWORD`,
/// `PASSWORD_SRP`, `PASSWORD_VERIFIER`, `EMAIL_OTP`, `SMS_OTP`) is good for its user, client, pool,
/// challenge and time, and for one answer that goes on; and what disabling and deleting the user in
/// the middle does.
@EachServer
final class ChoiceSessionsTest {
  private static final String WRONG = "Wrong-Horse-7";
  private static final Refusal INVALID = Refusal.notAuthorized("Invalid session for the user.");
  private static final Refusal INCORRECT = Refusal.notAuthorized("Incorrect username or password.");
  private static final Refusal MISMATCH =
      new Refusal("CodeMismatchException", "Invalid code or auth state for the user.");
  private static final Refusal USED_UP =
      Refusal.notAuthorized("Invalid session for the user, session can only be used once.");

  private final TestServer server;

  ChoiceSessionsTest(TestServer server) {
    this.server = server;
  }

  /// A challenge with the answer that goes on.
  enum Kind {
    SELECTION(ChallengeNameType.SELECT_CHALLENGE),
    SELECTION_WITH_PASSWORD(ChallengeNameType.SELECT_CHALLENGE),
    PASSWORD(ChallengeNameType.PASSWORD),
    SRP(ChallengeNameType.PASSWORD_SRP),
    PROOF(ChallengeNameType.PASSWORD_VERIFIER),
    EMAIL(ChallengeNameType.EMAIL_OTP),
    SMS(ChallengeNameType.SMS_OTP);

    private final ChallengeNameType challenge;

    Kind(ChallengeNameType challenge) {
      this.challenge = challenge;
    }
  }

  /// A challenge that was given.
  private record Asked(
      Chooser chooser,
      ChallengeNameType challenge,
      String session,
      Map<String, String> right,
      Map<String, String> wrong,
      Refusal refusal) {

    RespondToAuthChallengeResponse answer() {
      return chooser.answer(challenge, session, right);
    }

    Refusal refused() {
      return Refusal.of(this::answer);
    }

    Refusal refused(Map<String, String> responses) {
      return Refusal.of(() -> chooser.answer(challenge, session, responses));
    }
  }

  private Asked ask(Kind kind, Chooser chooser) {
    return switch (kind) {
      case SELECTION -> {
        Asked asked =
            asked(chooser, kind, chooser.begin("ann"), "ANSWER", "EMAIL_OTP", "WEB_AUTHN");
        yield new Asked(
            chooser,
            kind.challenge,
            asked.session(),
            asked.right(),
            asked.wrong(),
            Refusal.invalidParameter("Invalid challenge selected."));
      }
      case SELECTION_WITH_PASSWORD -> {
        Asked asked =
            asked(chooser, kind, chooser.begin("ann"), "PASSWORD", PoolFixture.PASSWORD, WRONG);
        asked.right().put("ANSWER", "PASSWORD");
        asked.wrong().put("ANSWER", "PASSWORD");
        yield asked;
      }
      case PASSWORD ->
          asked(
              chooser,
              kind,
              chooser.begin("ann", "PREFERRED_CHALLENGE", "PASSWORD"),
              "PASSWORD",
              PoolFixture.PASSWORD,
              WRONG);
      case SRP -> {
        String session =
            chooser
                .answer(
                    ChallengeNameType.SELECT_CHALLENGE,
                    "ann",
                    chooser.begin("ann").session(),
                    "ANSWER",
                    "PASSWORD_SRP")
                .session();
        yield new Asked(
            chooser,
            kind.challenge,
            session,
            Chooser.map("USERNAME", "ann", "SRP_A", Chooser.srp().srpA()),
            Chooser.map("USERNAME", "ann", "SRP_A", "zz"),
            Refusal.invalidParameter("Invalid SRP_A value."));
      }
      case PROOF -> {
        SrpClient srp = Chooser.srp();
        InitiateAuthResponse begun =
            chooser.begin("ann", "PREFERRED_CHALLENGE", "PASSWORD_SRP", "SRP_A", srp.srpA());
        Map<String, String> right = chooser.proof(srp, begun.challengeParameters());
        Map<String, String> wrong = new HashMap<>(right);
        wrong.put("PASSWORD_CLAIM_SIGNATURE", "AAAA");
        yield new Asked(chooser, kind.challenge, begun.session(), right, wrong, INCORRECT);
      }
      case EMAIL -> code(chooser, kind, "EMAIL_OTP", "EMAIL_OTP_CODE");
      case SMS -> code(chooser, kind, "SMS_OTP", "SMS_OTP_CODE");
    };
  }

  private static Asked asked(
      Chooser chooser,
      Kind kind,
      InitiateAuthResponse begun,
      String key,
      String right,
      String wrong) {
    return new Asked(
        chooser,
        kind.challenge,
        begun.session(),
        Chooser.map("USERNAME", "ann", key, right),
        Chooser.map("USERNAME", "ann", key, wrong),
        INCORRECT);
  }

  private static Asked code(Chooser chooser, Kind kind, String factor, String key) {
    InitiateAuthResponse begun = chooser.begin("ann", "PREFERRED_CHALLENGE", factor);
    String code = (kind == Kind.SMS ? chooser.phone : chooser.mail).code();
    Asked asked = asked(chooser, kind, begun, key, code, SecondStep.wrong(code));
    return new Asked(
        chooser, kind.challenge, begun.session(), asked.right(), asked.wrong(), MISMATCH);
  }

  private Chooser chooser() {
    return Chooser.of(server, AuthFactorType.EMAIL_OTP, AuthFactorType.SMS_OTP).user("ann");
  }

  private Asked ask(Kind kind) {
    return ask(kind, chooser());
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
    for (int i = 0; i < 3; i++) {
      assertThat(asked.refused(asked.wrong())).isEqualTo(asked.refusal());
    }
    RespondToAuthChallengeResponse answer = asked.answer();
    assertThat(answer.challengeName() == null).isEqualTo(answer.authenticationResult() != null);
    assertThat(asked.refused()).isEqualTo(USED_UP);
  }

  @ParameterizedTest
  @EnumSource
  void expires(Kind kind) {
    Asked asked = ask(kind);
    server.clock().advance(Duration.ofMinutes(3));
    assertThat(asked.refused())
        .isEqualTo(Refusal.notAuthorized("Invalid session for the user, session is expired."));
  }

  @ParameterizedTest
  @EnumSource
  void refusedElsewhere(Kind kind) {
    Asked asked = ask(kind);
    Chooser chooser = asked.chooser();
    chooser.pool.confirmedUser("bob");
    Refusal elsewhere = kind == Kind.PROOF ? INCORRECT : INVALID;
    assertThat(asked.refused(with(asked.right(), "USERNAME", "bob")))
        .as("another user")
        .isEqualTo(elsewhere);
    assertThat(through(asked, Chooser.client(chooser.pool, false)))
        .as("another client")
        .isEqualTo(elsewhere);
    assertThat(through(asked, Chooser.of(server).clientId)).as("another pool").isEqualTo(elsewhere);
    assertThat(
            Refusal.of(
                () ->
                    chooser.answer(
                        ChallengeNameType.NEW_PASSWORD_REQUIRED,
                        asked.session(),
                        with(asked.right(), "NEW_PASSWORD", PoolFixture.PASSWORD))))
        .as("another challenge")
        .isEqualTo(INVALID);
    assertThat(
            Refusal.of(
                () -> chooser.answer(asked.challenge(), "A" + asked.session(), asked.right())))
        .as("a bent session")
        .isEqualTo(INVALID);
    assertThat(Refusal.of(() -> chooser.answer(asked.challenge(), null, asked.right())))
        .as("no session")
        .isEqualTo(Refusal.invalidParameter("Missing required parameter Session"));
    asked.answer(); // still goes on
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
                            .challengeResponses(asked.right())));
  }

  @ParameterizedTest
  @EnumSource
  void oneOfManyAnswersAtOnceGoesOn(Kind kind) throws InterruptedException, ExecutionException {
    Asked asked = ask(kind);
    List<Boolean> won = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> one :
          threads.invokeAll(Collections.nCopies(4, (Callable<Boolean>) () -> goesOn(asked)))) {
        won.add(one.get());
      }
    }
    assertThat(Collections.frequency(won, true)).isEqualTo(1);
  }

  private static boolean goesOn(Asked asked) {
    try {
      asked.answer();
      return true;
    } catch (CognitoIdentityProviderException e) {
      assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(USED_UP.message());
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource
  void disabledOrDeletedInTheMiddle(Kind kind) {
    Asked asked = ask(kind);
    Chooser chooser = asked.chooser();
    chooser.sdk().adminDisableUser(user -> user.userPoolId(chooser.pool.poolId()).username("ann"));
    assertThat(asked.refused()).isEqualTo(Refusal.notAuthorized("User is disabled."));
    chooser.sdk().adminDeleteUser(user -> user.userPoolId(chooser.pool.poolId()).username("ann"));
    assertThat(asked.refused().type())
        .isEqualTo(kind == Kind.PROOF ? "NotAuthorizedException" : "UserNotFoundException");
  }

  @ParameterizedTest
  @EnumSource
  void deletedUserOfAHidingClientIsNobody(Kind kind) {
    Chooser chooser =
        Chooser.hiding(server, AuthFactorType.EMAIL_OTP, AuthFactorType.SMS_OTP).user("ann");
    Asked asked = ask(kind, chooser);
    chooser.sdk().adminDeleteUser(user -> user.userPoolId(chooser.pool.poolId()).username("ann"));
    switch (kind) {
      case SELECTION, SRP -> assertThat(asked.answer().session()).isNotEmpty();
      case SELECTION_WITH_PASSWORD, PASSWORD, PROOF, EMAIL, SMS ->
          assertThat(asked.refused()).isEqualTo(asked.refusal());
    }
  }

  @Test
  void codeOfAnOlderSessionDoesNotFit() {
    Chooser chooser = chooser();
    chooser.begin("ann", "PREFERRED_CHALLENGE", "EMAIL_OTP");
    String older = chooser.mail.code();
    InitiateAuthResponse newer = chooser.begin("ann", "PREFERRED_CHALLENGE", "EMAIL_OTP");
    assertThat(
            Refusal.of(
                () ->
                    chooser.answer(
                        ChallengeNameType.EMAIL_OTP,
                        "ann",
                        newer.session(),
                        "EMAIL_OTP_CODE",
                        older)))
        .isEqualTo(MISMATCH);
  }
}
