package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Proves that every way to sign in asks what the reference says, in that order, and ends with
/// tokens: pool mode × what the user has × flow, each walked by a client over HTTP. The documented
/// order is [DocumentedSteps], which knows nothing of the server's code. What was walked stands in
/// `docs/challenges.md`.
final class EverySignInTest {
  private static final String TOTP = "SOFTWARE_TOKEN_MFA";
  private static final String SMS = "SMS_MFA";
  private static final String EMAIL = "EMAIL_OTP";

  private static TestServer server;

  private final ChallengePage page = new ChallengePage();

  @BeforeAll
  static void start() {
    server = TestServer.sqlite();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<WalkPool.Wish> wishes() {
    return List.of(
        WalkPool.Wish.of("nothing set up"),
        WalkPool.Wish.of("temporary password").invited(),
        WalkPool.Wish.of("SMS", SMS),
        WalkPool.Wish.of("e-mail", EMAIL),
        WalkPool.Wish.of("generator", TOTP),
        WalkPool.Wish.of("generator and SMS", TOTP, SMS),
        WalkPool.Wish.of("generator and SMS, SMS preferred", TOTP, SMS).preferring(SMS),
        WalkPool.Wish.of("all three", EMAIL, TOTP, SMS),
        WalkPool.Wish.of("all three, generator preferred", EMAIL, TOTP, SMS).preferring(TOTP),
        WalkPool.Wish.of("device").withDevice(),
        WalkPool.Wish.of("generator, device", TOTP).withDevice(),
        WalkPool.Wish.of("all three, device", SMS, EMAIL, TOTP).withDevice(),
        WalkPool.Wish.of("passkey").withPasskey(),
        WalkPool.Wish.of("passkey, generator", TOTP).withPasskey());
  }

  @TestFactory
  Stream<DynamicTest> everySignInAsksWhatIsDocumented() {
    return Stream.concat(
        Stream.of(DocumentedSteps.Mode.values()).flatMap(this::walks),
        Stream.of(
            DynamicTest.dynamicTest("docs/challenges.md tells what was walked", page::check)));
  }

  private Stream<DynamicTest> walks(DocumentedSteps.Mode mode) {
    WalkPool pool = new WalkPool(server, mode != DocumentedSteps.Mode.ON);
    List<WalkPool.Wish> wishes =
        wishes().stream()
            .filter(wish -> mode != DocumentedSteps.Mode.ON || !wish.passkey())
            .toList();
    List<List<WalkUser>> users = new ArrayList<>();
    for (WalkPool.Wish wish : wishes) {
      boolean changes =
          wish.temporary() || (mode == DocumentedSteps.Mode.ON && wish.factors().isEmpty());
      users.add(
          changes
              ? Stream.of(WalkFlow.values()).map(_ -> pool.user(wish)).toList()
              : List.of(pool.user(wish)));
    }
    pool.switchTo(UserPoolMfaType.fromValue(mode.name()));
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < wishes.size(); i++) {
      Iterator<WalkUser> next =
          Stream.generate(users.get(i)::stream).flatMap(one -> one).iterator();
      for (WalkFlow flow : WalkFlow.values()) {
        WalkUser user = next.next();
        if (flow.proof() != WalkFlow.Proof.PASSKEY || user.passkey().isPresent()) {
          tests.add(
              DynamicTest.dynamicTest(
                  mode + ", " + wishes.get(i).name() + ", " + flow,
                  () -> walk(pool, mode, user, flow)));
        }
      }
    }
    return tests.stream();
  }

  private void walk(WalkPool pool, DocumentedSteps.Mode mode, WalkUser user, WalkFlow flow) {
    server.clock().advance(Duration.ofSeconds(31)); // a code of a generator works once
    Optional<List<String>> documented = DocumentedSteps.of(mode, user, flow);
    if (documented.isEmpty()) {
      assertThat(pool.walker().offered(flow, user)).doesNotContain(flow.proof().choice());
      return;
    }
    Walker.Walk walk = pool.walker().walk(flow, user);
    assertThat(walk.challenges()).isEqualTo(documented.get());
    assertThat(walk.tokens().accessToken()).isNotEmpty();
    page.walked(flow.type(), walk.challenges());
  }
}
