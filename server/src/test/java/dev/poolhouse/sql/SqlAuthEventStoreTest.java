package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.risk.AuthEvent;
import dev.poolhouse.risk.AuthEvent.Step;
import dev.poolhouse.risk.AuthEventStore;
import dev.poolhouse.risk.AuthHistory;
import dev.poolhouse.risk.Place;
import dev.poolhouse.risk.Reason;
import dev.poolhouse.risk.RiskLevel;
import dev.poolhouse.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventResponseType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.FeedbackValueType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskDecisionType;

/// Events in the database: round trip, order and pages, how they go on, what they say about a new
/// sign-in, and that failures never push out what succeeded.
@EachDatabase
final class SqlAuthEventStoreTest {
  private static final Instant NOW = StoredUsers.NOW;
  private static final Place.Point BERLIN = new Place.Point(52.52, -13.405);

  private final Database database;
  private final SqlAuthEventStore store = new SqlAuthEventStore();

  SqlAuthEventStoreTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void storedEventIsReadBackAsItWas() {
    AuthEvent full =
        new AuthEvent(
            new UserId("whole"),
            "e-1",
            EventType.SIGN_IN,
            NOW,
            new ClientId("app"),
            EventResponseType.IN_PROGRESS,
            new AuthEvent.Finding(
                RiskDecisionType.ACCOUNT_TAKEOVER,
                RiskLevel.MEDIUM,
                true,
                List.of(Reason.NEW_DEVICE, Reason.NEW_NETWORK)),
            List.of(Step.PROVEN, Step.MFA_REFUSED),
            new AuthEvent.Origin(
                "192.0.2.1",
                "c00002/24",
                "device",
                Optional.of("Pixel 9"),
                Optional.of("-07:00"),
                Optional.of(
                    new Place(Optional.of("Berlin"), Optional.of("Germany"), Optional.of(BERLIN)))),
            Optional.empty());
    AuthEvent bare = event("whole", "e-2", NOW, EventResponseType.PASS);
    insert(full);
    insert(bare);

    assertThat(find("whole", "e-1")).hasValue(full);
    assertThat(find("whole", "e-2")).hasValue(bare);
    assertThat(find("another", "e-1")).isEmpty();
  }

  @Test
  void listIsNewestFirstAndGoesOn() {
    insert(event("listed", "b", NOW, EventResponseType.PASS));
    insert(event("listed", "a", NOW, EventResponseType.FAIL));
    insert(event("listed", "c", NOW.minusSeconds(1), EventResponseType.PASS));
    insert(event("not listed", "d", NOW, EventResponseType.PASS));

    assertThat(list("listed", AuthEventStore.Before.START, 9)).containsExactly("b", "a", "c");
    assertThat(list("listed", AuthEventStore.Before.START, 1)).containsExactly("b");
    assertThat(list("listed", new AuthEventStore.Before(NOW, "b"), 9)).containsExactly("a", "c");
    assertThat(list("listed", new AuthEventStore.Before(NOW, "a"), 9)).containsExactly("c");
  }

  @Test
  void successIsTheLastWord() {
    insert(event("going on", "e", NOW, EventResponseType.IN_PROGRESS));

    proceed("going on", "e", EventResponseType.FAIL, Step.MFA_REFUSED);
    proceed("going on", "e", EventResponseType.PASS, Step.MFA_PROVEN);
    proceed("going on", "e", EventResponseType.FAIL, Step.MFA_REFUSED);

    AuthEvent event = find("going on", "e").orElseThrow();
    assertThat(event.response()).isEqualTo(EventResponseType.PASS);
    assertThat(event.steps()).containsExactly(Step.PROVEN, Step.MFA_REFUSED, Step.MFA_PROVEN);
  }

  @Test
  void manyWrongCodesAreNotAllKept() {
    insert(event("guessing", "e", NOW, EventResponseType.IN_PROGRESS));

    for (int i = 0; i < 200; i++) {
      proceed("guessing", "e", EventResponseType.FAIL, Step.MFA_REFUSED);
    }

    assertThat(find("guessing", "e").orElseThrow().steps()).hasSizeLessThan(50);
  }

  @Test
  void feedbackReplacesFeedback() {
    insert(event("telling", "e", NOW, EventResponseType.PASS));
    AuthEvent.Feedback second = new AuthEvent.Feedback(FeedbackValueType.INVALID, "User", NOW);

    assertThat(
            feedback("telling", "e", new AuthEvent.Feedback(FeedbackValueType.VALID, "Admin", NOW)))
        .isTrue();
    assertThat(feedback("telling", "e", second)).isTrue();

    assertThat(find("telling", "e").orElseThrow().feedback()).hasValue(second);
    assertThat(feedback("telling", "another", second)).isFalse();
    assertThat(feedback("nobody", "e", second)).isFalse();
  }

  @Test
  void historyKnowsWhatTheUserDid() {
    assertThat(history("new", "device", "network"))
        .isEqualTo(new AuthHistory(false, false, false, false, 0, Optional.empty()));
    insert(at("known", "1", EventResponseType.PASS, "home", "laptop", Optional.of(BERLIN)));
    insert(at("known", "2", EventResponseType.FAIL, "cafe", "phone", Optional.of(BERLIN)));

    assertThat(history("known", "laptop", "home"))
        .isEqualTo(
            new AuthHistory(
                true, true, true, false, 1, Optional.of(new AuthHistory.Seen(BERLIN, NOW))));
    assertThat(history("known", "phone", "cafe"))
        .isEqualTo(
            new AuthHistory(
                true, false, false, false, 1, Optional.of(new AuthHistory.Seen(BERLIN, NOW))));
  }

  @Test
  void feedbackDecidesWhatIsTheUsersOwn() {
    insert(at("asked", "1", EventResponseType.PASS, "home", "laptop", Optional.empty()));
    insert(at("asked", "2", EventResponseType.FAIL, "cafe", "phone", Optional.empty()));
    feedback("asked", "1", new AuthEvent.Feedback(FeedbackValueType.INVALID, "User", NOW));
    feedback("asked", "2", new AuthEvent.Feedback(FeedbackValueType.VALID, "Admin", NOW));

    assertThat(history("asked", "laptop", "cafe"))
        .isEqualTo(new AuthHistory(true, false, true, true, 0, Optional.empty()));
    assertThat(history("asked", "phone", "home"))
        .isEqualTo(new AuthHistory(true, true, false, false, 0, Optional.empty()));
  }

  @Test
  void onlyRecentFailuresThatWereNotBlockedCount() {
    insert(event("failing", "1", NOW.minus(Duration.ofHours(2)), EventResponseType.FAIL));
    insert(event("failing", "2", NOW, EventResponseType.FAIL));
    AuthEvent failed = event("failing", "3", NOW, EventResponseType.FAIL);
    insert(
        new AuthEvent(
            failed.userId(),
            failed.id(),
            failed.type(),
            failed.at(),
            failed.clientId(),
            failed.response(),
            new AuthEvent.Finding(RiskDecisionType.BLOCK, RiskLevel.HIGH, false, List.of()),
            failed.steps(),
            failed.origin(),
            failed.feedback()));

    assertThat(history("failing", "", "").failures()).isEqualTo(1);
  }

  @Test
  void failuresNeverPushOutWhatSucceeded() {
    insert(at("flooded", "first", EventResponseType.PASS, "home", "laptop", Optional.empty()));
    for (int i = 0; i < AuthEventStore.KEPT + 20; i++) {
      insert(event("flooded", "f" + i, NOW.plusSeconds(i), EventResponseType.FAIL));
    }

    assertThat(list("flooded", AuthEventStore.Before.START, 2_000))
        .hasSize(AuthEventStore.KEPT + 1)
        .contains("first", "f519", "f20")
        .doesNotContain("f19");
  }

  @Test
  void whatAnyoneCanAskForNeverPushesOutWhatTheUserDid() {
    insert(at("spammed", "first", EventResponseType.PASS, "home", "laptop", Optional.empty()));
    for (int i = 0; i < AuthEventStore.KEPT + 20; i++) {
      AuthEvent event = event("spammed", "r" + i, NOW.plusSeconds(i), EventResponseType.PASS);
      insert(of(i % 2 == 0 ? EventType.FORGOT_PASSWORD : EventType.RESEND_CODE, event));
    }

    assertThat(list("spammed", AuthEventStore.Before.START, 2_000))
        .hasSize(AuthEventStore.KEPT + 1)
        .contains("first", "r519", "r20")
        .doesNotContain("r19");
    assertThat(history("spammed", "laptop", "home").passed()).isTrue();
  }

  private static AuthEvent of(EventType type, AuthEvent event) {
    return new AuthEvent(
        event.userId(),
        event.id(),
        type,
        event.at(),
        event.clientId(),
        event.response(),
        event.finding(),
        event.steps(),
        event.origin(),
        event.feedback());
  }

  private static AuthEvent event(String user, String id, Instant at, EventResponseType response) {
    return event(user, id, at, response, "", "", Optional.empty());
  }

  private static AuthEvent at(
      String user,
      String id,
      EventResponseType response,
      String network,
      String device,
      Optional<Place.Point> point) {
    Optional<Place> place =
        point.map(found -> new Place(Optional.empty(), Optional.empty(), Optional.of(found)));
    return event(user, id, NOW, response, network, device, place);
  }

  private static AuthEvent event(
      String user,
      String id,
      Instant at,
      EventResponseType response,
      String network,
      String device,
      Optional<Place> place) {
    return new AuthEvent(
        new UserId(user),
        id,
        EventType.SIGN_IN,
        at,
        new ClientId("app"),
        response,
        new AuthEvent.Finding(RiskDecisionType.NO_RISK, RiskLevel.NONE, false, List.of()),
        List.of(Step.PROVEN),
        new AuthEvent.Origin(
            "192.0.2.1", network, device, Optional.empty(), Optional.empty(), place),
        Optional.empty());
  }

  private void insert(AuthEvent event) {
    database.run("insert", tx -> store.insert(tx, event));
  }

  private Optional<AuthEvent> find(String user, String id) {
    return database.read("find", tx -> store.find(tx, new UserId(user), id));
  }

  private void proceed(String user, String id, EventResponseType response, Step step) {
    database.run("proceed", tx -> store.proceed(tx, new UserId(user), id, response, step));
  }

  private boolean feedback(String user, String id, AuthEvent.Feedback feedback) {
    return database.write("feedback", tx -> store.feedback(tx, new UserId(user), id, feedback));
  }

  private List<String> list(String user, AuthEventStore.Before before, int limit) {
    return database.read("list", tx -> store.list(tx, new UserId(user), before, limit)).stream()
        .map(AuthEvent::id)
        .toList();
  }

  private AuthHistory history(String user, String device, String network) {
    return database.read(
        "history",
        tx -> store.history(tx, new UserId(user), device, network, NOW.minus(Duration.ofHours(1))));
  }
}
