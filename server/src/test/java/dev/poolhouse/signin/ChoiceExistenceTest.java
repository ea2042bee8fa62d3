package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.sql.StoredValues;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import tools.jackson.databind.JsonNode;

/// Proves that choice-based sign-in, through a client that hides who exists, answers a name of
/// nobody like a user's: same members, same lengths, same refusals, at every step; and that a name
/// gets the same each time. The time taken is compared by a bench.
@EachServer
final class ChoiceExistenceTest {
  private final TestServer server;
  private final Chooser chooser;

  ChoiceExistenceTest(TestServer server) {
    this.server = server;
    this.chooser =
        Chooser.hiding(server, AuthFactorType.EMAIL_OTP, AuthFactorType.SMS_OTP).user("known");
  }

  /// A way through the sign-in.
  ///
  /// @param parameters of the first call, as JSON members after `USERNAME`
  /// @param answers challenge names with the members of each answer, in turn
  private record Way(String name, String parameters, List<Answer> answers) {
    @Override
    public String toString() {
      return name;
    }
  }

  private record Answer(String challenge, String responses) {}

  static Stream<Way> ways() {
    String srpA = Chooser.srp().srpA();
    String srp = ",\"SRP_A\":\"" + srpA + "\"";
    String proof =
        ",\"PASSWORD_CLAIM_SECRET_BLOCK\":\"<block>\",\"PASSWORD_CLAIM_SIGNATURE\":\"AAAA\","
            + "\"TIMESTAMP\":\"Mon Nov 23 08:00:00 UTC 2026\"";
    return Stream.of(
        new Way("the name alone", "", List.of()),
        new Way("a factor nobody has", ",\"PREFERRED_CHALLENGE\":\"WEB_AUTHN\"", List.of()),
        new Way(
            "the password at once",
            ",\"PREFERRED_CHALLENGE\":\"PASSWORD\",\"PASSWORD\":\"Wrong-Horse-7\"",
            List.of()),
        new Way(
            "the password when asked",
            ",\"PREFERRED_CHALLENGE\":\"PASSWORD\"",
            List.of(new Answer("PASSWORD", ",\"PASSWORD\":\"Wrong-Horse-7\""))),
        new Way(
            "the password with the choice",
            "",
            List.of(
                new Answer(
                    "SELECT_CHALLENGE",
                    ",\"ANSWER\":\"PASSWORD\",\"PASSWORD\":\"Wrong-Horse-7\""))),
        new Way(
            "the password after the choice",
            "",
            List.of(
                new Answer("SELECT_CHALLENGE", ",\"ANSWER\":\"PASSWORD\""),
                new Answer("PASSWORD", ",\"PASSWORD\":\"Wrong-Horse-7\""))),
        new Way(
            "the proof at once",
            ",\"PREFERRED_CHALLENGE\":\"PASSWORD_SRP\"" + srp,
            List.of(new Answer("PASSWORD_VERIFIER", proof))),
        new Way(
            "the proof after the choice",
            "",
            List.of(
                new Answer("SELECT_CHALLENGE", ",\"ANSWER\":\"PASSWORD_SRP\""),
                new Answer("PASSWORD_SRP", srp),
                new Answer("PASSWORD_VERIFIER", proof))),
        new Way(
            "a code by e-mail at once",
            ",\"PREFERRED_CHALLENGE\":\"EMAIL_OTP\"",
            List.of(new Answer("EMAIL_OTP", ",\"EMAIL_OTP_CODE\":\"12345678\""))),
        new Way(
            "a code by e-mail after the choice",
            "",
            List.of(
                new Answer("SELECT_CHALLENGE", ",\"ANSWER\":\"EMAIL_OTP\""),
                new Answer("EMAIL_OTP", ",\"EMAIL_OTP_CODE\":\"12345678\""))),
        new Way(
            "a factor not offered",
            "",
            List.of(new Answer("SELECT_CHALLENGE", ",\"ANSWER\":\"X\""))),
        new Way("a level", ",\"TARGET_ACR_VALUES\":\"urn:cognito:loa:4\"", List.of()),
        new Way(
            "a level that a code is enough for",
            ",\"TARGET_ACR_VALUES\":\"urn:cognito:loa:2\",\"PREFERRED_CHALLENGE\":\"EMAIL_OTP\"",
            List.of()),
        new Way(
            "a level and the password",
            ",\"TARGET_ACR_VALUES\":\"urn:cognito:loa:4\",\"PREFERRED_CHALLENGE\":\"PASSWORD\","
                + "\"PASSWORD\":\"Wrong-Horse-7\"",
            List.of()));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void namesOfNobodyAreAnsweredLikeUsers(Way way) {
    String nobody = nobody();
    List<String> known = go(way, "known");
    assertThat(go(way, nobody)).isEqualTo(known);
    assertThat(go(way, nobody)).as("again").isEqualTo(known);
  }

  /// A name of nobody that happens to be offered what the user is offered, without SMS.
  private String nobody() {
    return IntStream.range(0, 100)
        .mapToObj(i -> "nobody" + i)
        .filter(name -> offered(name).contains("PASSWORD") && offered(name).contains("EMAIL_OTP"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void codeOfNobodyLeavesARowToo() {
    String nobody = nobody();
    Set<String> before = spent();
    chooser.begin(nobody, "PREFERRED_CHALLENGE", "EMAIL_OTP");
    Set<String> after = spent();
    after.removeAll(before);
    assertThat(after).hasSize(1);
  }

  private Set<String> spent() {
    return StoredValues.all(server.database()).stream()
        .filter(stored -> stored.column().equals("spent_session.session_id"))
        .map(stored -> new String(stored.bytes(), StandardCharsets.UTF_8))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private List<String> offered(String name) {
    return chooser.begin(name).availableChallengesAsStrings();
  }

  private List<String> go(Way way, String name) {
    List<String> shapes = new ArrayList<>();
    RawAnswer answer =
        server.call(
            "InitiateAuth",
            "{\"ClientId\":\"%s\",\"AuthFlow\":\"USER_AUTH\",\"AuthParameters\":{\"USERNAME\":\"%s\"%s}}"
                .formatted(chooser.clientId, name, way.parameters()));
    shapes.add(shape(answer));
    for (Answer next : way.answers()) {
      JsonNode asked = answer.json();
      String block = asked.at("/ChallengeParameters/SECRET_BLOCK").asString("");
      answer =
          server.call(
              "RespondToAuthChallenge",
              "{\"ClientId\":\"%s\",\"ChallengeName\":\"%s\",\"Session\":\"%s\",\"ChallengeResponses\":{\"USERNAME\":\"%s\"%s}}"
                  .formatted(
                      chooser.clientId,
                      next.challenge(),
                      asked.path("Session").asString(""),
                      name,
                      next.responses().replace("<block>", block)));
      shapes.add(shape(answer));
    }
    return shapes;
  }

  /// Status, and of each member its path and length; what is a choice or an error is shown whole.
  private static String shape(RawAnswer answer) {
    Map<String, String> shape = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : answer.json().properties()) {
      switch (member.getKey()) {
        case "ChallengeParameters" ->
            member
                .getValue()
                .properties()
                .forEach(one -> shape.put(one.getKey(), length(one.getKey(), one.getValue())));
        case "AvailableChallenges" ->
            shape.put(
                member.getKey(),
                member.getValue().toString().replace(",\"SMS_OTP\"", "")); // nobody has one code
        case "Session" -> shape.put(member.getKey(), "" + member.getValue().asString().length());
        default -> shape.put(member.getKey(), member.getValue().toString());
      }
    }
    return answer.status() + " " + shape;
  }

  /// Names and numbers of SRP differ in length from name to name.
  private static String length(String key, JsonNode value) {
    return switch (key) {
      case "USERNAME", "USER_ID_FOR_SRP", "SRP_B", "SALT" -> "present";
      default -> "" + value.asString().length();
    };
  }

  @Test
  void everyKindOfOfferIsSimulatedAndStays() {
    List<String> names = IntStream.range(0, 40).mapToObj(i -> "someone" + i).toList();
    List<String> first = names.stream().map(name -> shown(name)).toList();
    assertThat(names.stream().map(name -> shown(name)).toList()).isEqualTo(first);
    assertThat(first)
        .contains(
            "SELECT_CHALLENGE [PASSWORD_SRP, PASSWORD]",
            "SELECT_CHALLENGE [PASSWORD_SRP, PASSWORD, EMAIL_OTP]")
        .anyMatch(shown -> shown.startsWith("EMAIL_OTP [EMAIL_OTP] "));
  }

  private String shown(String name) {
    JsonNode answer =
        server
            .call(
                "InitiateAuth",
                "{\"ClientId\":\"%s\",\"AuthFlow\":\"USER_AUTH\",\"AuthParameters\":{\"USERNAME\":\"%s\"}}"
                    .formatted(chooser.clientId, name))
            .json();
    List<String> offered = new ArrayList<>();
    answer.path("AvailableChallenges").forEach(one -> offered.add(one.asString()));
    String destination = answer.at("/ChallengeParameters/CODE_DELIVERY_DESTINATION").asString("");
    return (answer.path("ChallengeName").asString() + " " + offered + " " + destination).strip();
  }

  @Test
  void typedAddressIsMaskedAndNothingIsSent() {
    Chooser byMail =
        Chooser.of(
            server,
            true,
            pool -> pool.usernameAttributesWithStrings("email"),
            AuthFactorType.EMAIL_OTP);
    String name =
        IntStream.range(0, 100)
            .mapToObj(_ -> "zoe" + UUID.randomUUID() + "@quux.example")
            .filter(one -> byMail.begin(one).availableChallengesAsStrings().contains("EMAIL_OTP"))
            .findFirst()
            .orElseThrow();
    assertThat(
            byMail
                .begin(name, "PREFERRED_CHALLENGE", "EMAIL_OTP")
                .challengeParameters()
                .get("CODE_DELIVERY_DESTINATION"))
        .isEqualTo("z***@q***");
    byMail.pool.confirmedUser(
        byMail.mail.address(), "email", byMail.mail.address(), "email_verified", "true");
    byMail.begin(byMail.mail.address(), "PREFERRED_CHALLENGE", "EMAIL_OTP");
    assertThat(byMail.mail.code()).matches("[0-9]{8}");
    assertThat(new Inbox(server, name).unread()).isZero();
  }

  @Test
  void disabledUserIsNobody() {
    chooser.pool.confirmedUser("gone", "email", "g@example.com", "email_verified", "true");
    chooser.sdk().adminDisableUser(user -> user.userPoolId(chooser.pool.poolId()).username("gone"));
    Way password =
        new Way(
            "",
            ",\"PREFERRED_CHALLENGE\":\"PASSWORD\",\"PASSWORD\":\"" + PoolFixture.PASSWORD + "\"",
            List.of());
    assertThat(shown("gone")).isEqualTo(shown("gone"));
    assertThat(go(password, "gone").getFirst())
        .containsAnyOf("Incorrect username or password.", "EMAIL_OTP");
  }
}
