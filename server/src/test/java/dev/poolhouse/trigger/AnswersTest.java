package dev.poolhouse.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.poolhouse.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves what the `response` of each kind means, and that a member of the wrong type is refused.
/// What functions answer about tokens is proven in `PreTokenGenerationTest`.
///
/// Source: triggers reference §4; the types by the examples of the developer guide.
final class AnswersTest {
  private record Meaning(TriggerKind kind, String response, Object means) {}

  private static Stream<Meaning> meanings() {
    return Stream.of(signUp(), signIn(), custom(), messages()).flatMap(meanings -> meanings);
  }

  private static Stream<Meaning> signUp() {
    return Stream.of(
        new Meaning(TriggerKind.PRE_SIGN_UP, "{}", PreSignUp.Decision.NONE),
        new Meaning(TriggerKind.PRE_SIGN_UP, "{'autoConfirmUser':null}", PreSignUp.Decision.NONE),
        new Meaning(
            TriggerKind.PRE_SIGN_UP,
            "{'autoConfirmUser':true,'autoVerifyEmail':false,'autoVerifyPhone':true,'more':1}",
            new PreSignUp.Decision(true, false, true)),
        new Meaning(TriggerKind.POST_CONFIRMATION, "{'anything':[1]}", Done.DONE),
        new Meaning(TriggerKind.INBOUND_FEDERATION, "{}", Map.of()),
        new Meaning(
            TriggerKind.INBOUND_FEDERATION,
            "{'userAttributesToMap':{'mail':'a'}}",
            Map.of("mail", "a")));
  }

  private static Stream<Meaning> signIn() {
    return Stream.of(
        new Meaning(TriggerKind.PRE_AUTHENTICATION, "{'anything':[1]}", Done.DONE),
        new Meaning(TriggerKind.POST_AUTHENTICATION, "{'anything':[1]}", Done.DONE),
        new Meaning(TriggerKind.USER_MIGRATION, "{'userAttributes':null}", Optional.empty()),
        new Meaning(TriggerKind.USER_MIGRATION, "{'userAttributes':{}}", Optional.empty()),
        new Meaning(
            TriggerKind.USER_MIGRATION,
            "{'userAttributes':{'email':'a@example.com'}}",
            Optional.of(
                new UserMigration.Found(
                    Map.of("email", "a@example.com"), false, false, List.of("SMS"), false, false))),
        new Meaning(
            TriggerKind.USER_MIGRATION,
            "{'userAttributes':{'name':'A'},'finalUserStatus':'CONFIRMED','messageAction':"
                + "'SUPPRESS','desiredDeliveryMediums':['EMAIL'],'forceAliasCreation':true,"
                + "'enableSMSMFA':true}",
            Optional.of(
                new UserMigration.Found(
                    Map.of("name", "A"), true, true, List.of("EMAIL"), true, true))));
  }

  private static Stream<Meaning> custom() {
    return Stream.of(
        new Meaning(
            TriggerKind.DEFINE_AUTH_CHALLENGE,
            "{'challengeName':'CUSTOM_CHALLENGE','issueTokens':false,'failAuthentication':false}",
            new DefineAuthChallenge.Decision.Ask("CUSTOM_CHALLENGE")),
        new Meaning(
            TriggerKind.DEFINE_AUTH_CHALLENGE,
            "{'challengeName':null,'issueTokens':true}",
            new DefineAuthChallenge.Decision.IssueTokens()),
        new Meaning(
            TriggerKind.DEFINE_AUTH_CHALLENGE,
            "{'issueTokens':true,'failAuthentication':true}",
            new DefineAuthChallenge.Decision.Fail()),
        new Meaning(
            TriggerKind.CREATE_AUTH_CHALLENGE,
            "{}",
            new CreateAuthChallenge.Made(Map.of(), Map.of(), Optional.empty())),
        new Meaning(
            TriggerKind.CREATE_AUTH_CHALLENGE,
            "{'publicChallengeParameters':{'q':'?'},'privateChallengeParameters':{'a':'!'},"
                + "'challengeMetadata':'m'}",
            new CreateAuthChallenge.Made(Map.of("q", "?"), Map.of("a", "!"), Optional.of("m"))),
        new Meaning(TriggerKind.VERIFY_AUTH_CHALLENGE_RESPONSE, "{}", false),
        new Meaning(TriggerKind.VERIFY_AUTH_CHALLENGE_RESPONSE, "{'answerCorrect':true}", true));
  }

  private static Stream<Meaning> messages() {
    return Stream.of(
        new Meaning(
            TriggerKind.CUSTOM_MESSAGE,
            "{'smsMessage':null,'emailMessage':'b','emailSubject':'s'}",
            new CustomMessage.Written(Optional.empty(), Optional.of("b"), Optional.of("s"))),
        new Meaning(
            TriggerKind.CUSTOM_MESSAGE,
            "{'smsMessage':'{####}'}",
            new CustomMessage.Written(Optional.of("{####}"), Optional.empty(), Optional.empty())),
        new Meaning(TriggerKind.CUSTOM_SMS_SENDER, "{'anything':[1]}", Done.DONE),
        new Meaning(TriggerKind.CUSTOM_EMAIL_SENDER, "{'anything':[1]}", Done.DONE));
  }

  @ParameterizedTest
  @MethodSource("meanings")
  void responseMeans(Meaning given) {
    assertThat(read(given.kind(), given.response())).isEqualTo(given.means());
  }

  private record Wrong(TriggerKind kind, String response) {}

  private static Stream<Wrong> wrong() {
    return Stream.of(
            wrong(
                TriggerKind.PRE_SIGN_UP,
                "{'autoConfirmUser':'true'}",
                "{'autoVerifyEmail':1}",
                "{'autoVerifyPhone':{}}"),
            wrong(
                TriggerKind.DEFINE_AUTH_CHALLENGE,
                "{}",
                "{'challengeName':''}",
                "{'challengeName':1}",
                "{'issueTokens':'true'}",
                "{'issueTokens':false,'failAuthentication':false}",
                "{'issueTokens':true,'failAuthentication':0}"),
            wrong(
                TriggerKind.CREATE_AUTH_CHALLENGE,
                "{'publicChallengeParameters':'q'}",
                "{'publicChallengeParameters':{'q':1}}",
                "{'publicChallengeParameters':{'q':null}}",
                "{'privateChallengeParameters':['a']}",
                "{'privateChallengeParameters':{'a':{}}}",
                "{'challengeMetadata':{}}"),
            wrong(TriggerKind.VERIFY_AUTH_CHALLENGE_RESPONSE, "{'answerCorrect':'true'}"),
            wrong(
                TriggerKind.USER_MIGRATION,
                "{'userAttributes':[]}",
                "{'userAttributes':{'email_verified':true}}",
                "{'userAttributes':{'a':'b'},'finalUserStatus':true}",
                "{'userAttributes':{'a':'b'},'messageAction':1}",
                "{'userAttributes':{'a':'b'},'desiredDeliveryMediums':'EMAIL'}",
                "{'userAttributes':{'a':'b'},'desiredDeliveryMediums':[1]}",
                "{'userAttributes':{'a':'b'},'forceAliasCreation':'true'}",
                "{'userAttributes':{'a':'b'},'enableSMSMFA':'true'}"),
            wrong(
                TriggerKind.CUSTOM_MESSAGE,
                "{'smsMessage':1}",
                "{'emailMessage':{}}",
                "{'emailSubject':[]}"),
            wrong(
                TriggerKind.INBOUND_FEDERATION,
                "{'userAttributesToMap':[]}",
                "{'userAttributesToMap':{'a':1}}"))
        .flatMap(rows -> rows);
  }

  private static Stream<Wrong> wrong(TriggerKind kind, String... responses) {
    return Stream.of(responses).map(response -> new Wrong(kind, response));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void memberOfTheWrongTypeIsRefused(Wrong given) {
    assertThatIllegalArgumentException().isThrownBy(() -> read(given.kind(), given.response()));
  }

  private static Object read(TriggerKind kind, String response) {
    return Samples.of(kind).read(Answer.of((Map<?, ?>) Json.read(response.replace('\'', '"'))));
  }
}
