package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Proves that an answer with one value missing, empty, or changed at a random place is refused
/// with exactly one error, and that the right answer signs in afterwards: what does not advance a
/// sign-in does not spend it. Every challenge, every field.
final class TamperedAnswersTest {
  private static final int CHANGES = 3;
  private static final String SESSION = "Session";
  private static final Random RANDOM = new Random(7);

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.sqlite();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// A sign-in that leads past a challenge.
  ///
  /// @param mode mode of the pool
  /// @param wish what the user has
  /// @param flow the flow
  /// @param challenge the challenge whose answer is tampered with
  /// @param fields its fields, the session apart
  private record Case(
      DocumentedSteps.Mode mode,
      WalkPool.Wish wish,
      WalkFlow flow,
      ChallengeNameType challenge,
      List<String> fields) {
    Case(
        DocumentedSteps.Mode mode,
        WalkPool.Wish wish,
        WalkFlow flow,
        ChallengeNameType challenge,
        String... fields) {
      this(mode, wish, flow, challenge, List.of(fields));
    }

    boolean changesUser() {
      return wish.temporary() || challenge == ChallengeNameType.MFA_SETUP;
    }
  }

  private static List<Case> cases() {
    WalkPool.Wish plain = WalkPool.Wish.of("plain");
    WalkPool.Wish totp = WalkPool.Wish.of("generator", "SOFTWARE_TOKEN_MFA");
    String[] proof = {
      "USERNAME", "PASSWORD_CLAIM_SECRET_BLOCK", "TIMESTAMP", "PASSWORD_CLAIM_SIGNATURE"
    };
    String[] deviceProof = {
      "USERNAME",
      "DEVICE_KEY",
      "PASSWORD_CLAIM_SECRET_BLOCK",
      "TIMESTAMP",
      "PASSWORD_CLAIM_SIGNATURE"
    };
    DocumentedSteps.Mode off = DocumentedSteps.Mode.OFF;
    DocumentedSteps.Mode optional = DocumentedSteps.Mode.OPTIONAL;
    return List.of(
        new Case(off, plain, WalkFlow.SRP, ChallengeNameType.PASSWORD_VERIFIER, proof),
        new Case(off, plain, WalkFlow.PREFER_SRP, ChallengeNameType.PASSWORD_VERIFIER, proof),
        new Case(
            off,
            WalkPool.Wish.of("temporary").invited(),
            WalkFlow.PASSWORD,
            ChallengeNameType.NEW_PASSWORD_REQUIRED,
            "USERNAME"),
        new Case(
            optional,
            WalkPool.Wish.of("SMS", "SMS_MFA"),
            WalkFlow.PASSWORD,
            ChallengeNameType.SMS_MFA,
            "USERNAME",
            "SMS_MFA_CODE"),
        new Case(
            optional,
            WalkPool.Wish.of("e-mail", "EMAIL_OTP"),
            WalkFlow.PASSWORD,
            ChallengeNameType.EMAIL_OTP,
            "USERNAME",
            "EMAIL_OTP_CODE"),
        new Case(
            optional,
            totp,
            WalkFlow.PASSWORD,
            ChallengeNameType.SOFTWARE_TOKEN_MFA,
            "USERNAME",
            "SOFTWARE_TOKEN_MFA_CODE"),
        new Case(
            optional,
            WalkPool.Wish.of("two", "SOFTWARE_TOKEN_MFA", "SMS_MFA"),
            WalkFlow.PASSWORD,
            ChallengeNameType.SELECT_MFA_TYPE,
            "USERNAME",
            "ANSWER"),
        new Case(
            DocumentedSteps.Mode.ON,
            plain,
            WalkFlow.PASSWORD,
            ChallengeNameType.MFA_SETUP,
            "USERNAME"),
        new Case(
            optional,
            totp.withDevice(),
            WalkFlow.PASSWORD,
            ChallengeNameType.DEVICE_SRP_AUTH,
            "USERNAME",
            "DEVICE_KEY"),
        new Case(
            optional,
            totp.withDevice(),
            WalkFlow.PASSWORD,
            ChallengeNameType.DEVICE_PASSWORD_VERIFIER,
            deviceProof),
        new Case(
            off,
            plain,
            WalkFlow.CHOOSE_PASSWORD_LATER,
            ChallengeNameType.SELECT_CHALLENGE,
            "USERNAME",
            "ANSWER"),
        new Case(
            off,
            plain,
            WalkFlow.CHOOSE_PASSWORD_LATER,
            ChallengeNameType.PASSWORD,
            "USERNAME",
            "PASSWORD"),
        new Case(off, plain, WalkFlow.CHOOSE_SRP_LATER, ChallengeNameType.PASSWORD_SRP, "USERNAME"),
        new Case(
            off,
            plain,
            WalkFlow.PREFER_EMAIL,
            ChallengeNameType.EMAIL_OTP,
            "USERNAME",
            "EMAIL_OTP_CODE"),
        new Case(
            off, plain, WalkFlow.PREFER_SMS, ChallengeNameType.SMS_OTP, "USERNAME", "SMS_OTP_CODE"),
        new Case(
            off,
            plain.withPasskey(),
            WalkFlow.PREFER_PASSKEY,
            ChallengeNameType.WEB_AUTHN,
            "USERNAME",
            "CREDENTIAL"),
        new Case(
            off, plain, WalkFlow.CUSTOM, ChallengeNameType.CUSTOM_CHALLENGE, "USERNAME", "ANSWER"),
        new Case(
            off, plain, WalkFlow.CUSTOM_AFTER_SRP, ChallengeNameType.PASSWORD_VERIFIER, proof));
  }

  @TestFactory
  Stream<DynamicTest> aTamperedAnswerHasExactlyOneError() {
    List<DynamicTest> tests = new ArrayList<>();
    for (DocumentedSteps.Mode mode : DocumentedSteps.Mode.values()) {
      WalkPool pool = new WalkPool(server, mode != DocumentedSteps.Mode.ON);
      List<Case> cases = cases().stream().filter(one -> one.mode() == mode).toList();
      for (Case one : cases) {
        WalkUser shared = pool.user(one.wish());
        for (String field : Stream.concat(one.fields().stream(), Stream.of(SESSION)).toList()) {
          for (Change change : changes()) {
            WalkUser user = one.changesUser() ? pool.user(one.wish()) : shared;
            expected(one, field, change)
                .ifPresent(
                    refusal ->
                        tests.add(
                            DynamicTest.dynamicTest(
                                one.flow() + ", " + one.challenge() + ", " + field + " " + change,
                                () -> check(pool, one, user, field, change, refusal))));
          }
        }
      }
      pool.switchTo(UserPoolMfaType.fromValue(mode.name()));
    }
    return tests.stream();
  }

  /// What happens to a value.
  ///
  /// @param kind missing, empty, changed
  /// @param place where it is changed, as a share of its length
  private record Change(Kind kind, double place) {
    enum Kind {
      MISSING,
      EMPTY,
      CHANGED
    }

    @Override
    public String toString() {
      return kind == Kind.CHANGED
          ? "changed at %.2f".formatted(place)
          : kind.name().toLowerCase(Locale.ROOT);
    }

    /// The value with another letter or digit at the place.
    String apply(String value) {
      int at = (int) (place * value.length());
      char old = value.charAt(at);
      char other =
          Character.isDigit(old) ? (char) ('0' + (old - '0' + 1) % 10) : old == 'x' ? 'y' : 'x';
      return value.substring(0, at) + other + value.substring(at + 1);
    }
  }

  private static List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    changes.add(new Change(Change.Kind.MISSING, 0));
    changes.add(new Change(Change.Kind.EMPTY, 0));
    for (int i = 0; i < CHANGES; i++) {
      changes.add(new Change(Change.Kind.CHANGED, 0.05 + 0.9 * RANDOM.nextDouble()));
    }
    return changes;
  }

  private void check(
      WalkPool pool, Case one, WalkUser user, String field, Change change, Refusal refusal) {
    server.clock().advance(Duration.ofSeconds(31));
    AtomicBoolean tried = new AtomicBoolean();
    Walker.Walk walk =
        pool.walker()
            .with(
                (right, send) -> {
                  if (right.challenge() == one.challenge()) {
                    tried.set(true);
                    Optional<String> session =
                        field.equals(SESSION) ? session(right.session(), change) : right.session();
                    Map<String, String> responses =
                        field.equals(SESSION)
                            ? right.responses()
                            : responses(right.responses(), field, change);
                    assertThat(Refusal.of(() -> send.send(session, responses))).isEqualTo(refusal);
                  }
                })
            .walk(one.flow(), user);
    assertThat(tried).isTrue();
    assertThat(walk.tokens().accessToken()).isNotEmpty();
  }

  private static Optional<String> session(Optional<String> right, Change change) {
    return switch (change.kind()) {
      case MISSING -> Optional.empty();
      case EMPTY -> Optional.of("");
      case CHANGED -> right.map(change::apply);
    };
  }

  private static Map<String, String> responses(
      Map<String, String> right, String field, Change change) {
    Map<String, String> responses = new LinkedHashMap<>(right);
    switch (change.kind()) {
      case MISSING -> responses.remove(field);
      case EMPTY -> responses.put(field, "");
      case CHANGED ->
          responses.put(
              field,
              field.equals("CREDENTIAL")
                  ? signature(right.getOrDefault(field, ""), change)
                  : change.apply(right.getOrDefault(field, "?")));
    }
    return responses;
  }

  /// A credential whose signature is changed; much else in it is not looked at.
  private static String signature(String credential, Change change) {
    String member = "\"signature\":\"";
    int from = credential.indexOf(member) + member.length();
    int to = credential.indexOf('"', from);
    return credential.substring(0, from)
        + change.apply(credential.substring(from, to))
        + credential.substring(to);
  }

  /// The documented error (sign-in reference §3); empty where the changed answer is a right one.
  private static Optional<Refusal> expected(Case one, String field, Change change) {
    if (field.equals(SESSION)) {
      return session(one, change);
    }
    if (change.kind() != Change.Kind.CHANGED) {
      return Optional.of(Refusal.invalidParameter("Missing required parameter " + field));
    }
    if (one.challenge() == ChallengeNameType.CUSTOM_CHALLENGE && field.equals("ANSWER")) {
      return Optional.empty(); // another round, see CustomAuthTest
    }
    return Optional.of(
        switch (field) {
          case "USERNAME" ->
              one.challenge() == ChallengeNameType.PASSWORD_VERIFIER
                  ? incorrect()
                  : invalidSession();
          case "DEVICE_KEY" -> Refusal.notFound("Device does not exist.");
          case "SMS_MFA_CODE", "EMAIL_OTP_CODE", "SMS_OTP_CODE" ->
              new Refusal("CodeMismatchException", "Invalid code or auth state for the user.");
          case "SOFTWARE_TOKEN_MFA_CODE" ->
              new Refusal("CodeMismatchException", "Invalid code received for user");
          case "ANSWER" -> Refusal.invalidParameter(chosen(one.challenge()));
          default -> incorrect();
        });
  }

  private static Optional<Refusal> session(Case one, Change change) {
    boolean sealedElsewhere =
        one.flow() == WalkFlow.SRP
            || one.challenge() == ChallengeNameType.DEVICE_SRP_AUTH
            || one.challenge() == ChallengeNameType.DEVICE_PASSWORD_VERIFIER
            || one.challenge() == ChallengeNameType.PASSWORD_VERIFIER;
    return switch (change.kind()) {
      case EMPTY -> Optional.empty(); // refused by its length, see ConstraintsTest
      case MISSING ->
          sealedElsewhere
              ? Optional.empty()
              : Optional.of(Refusal.invalidParameter("Missing required parameter Session"));
      case CHANGED -> one.flow() == WalkFlow.SRP ? Optional.empty() : Optional.of(invalidSession());
    };
  }

  private static String chosen(ChallengeNameType challenge) {
    return challenge == ChallengeNameType.SELECT_MFA_TYPE
        ? "Invalid MFA type selected."
        : "Invalid challenge selected.";
  }

  private static Refusal incorrect() {
    return Refusal.notAuthorized("Incorrect username or password.");
  }

  private static Refusal invalidSession() {
    return Refusal.notAuthorized("Invalid session for the user.");
  }
}
