package dev.poolhouse.bench;

import dev.poolhouse.testkit.SrpClient;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One call that must not tell who exists.
///
/// @param name what the table shows
/// @param medium how the users of its pool are reached
/// @param signedUp whether it is about users who have not confirmed their sign-up
/// @param expected the error, or the challenge, or nothing
/// @param operation the call that is timed
/// @param steps makes the calls that go before, and the body of the timed one
record Flow(
    String name,
    Site.Medium medium,
    boolean signedUp,
    String expected,
    String operation,
    Steps steps) {
  private static final String INITIATE = "InitiateAuth";
  private static final String RESPOND = "RespondToAuthChallenge";
  private static final String REFUSED = "NotAuthorizedException";
  private static final String SRP_A = ",'SRP_A':'" + "5a".repeat(380) + "'";
  private static final String WRONG_PASSWORD = ",'PASSWORD':'Wrong-Horse-7'";

  /// What goes before a timed call.
  interface Steps {
    /// The body of the timed call.
    ///
    /// @param connection for the calls before it
    String before(Connection connection, Site site, String name) throws IOException;
  }

  /// Every flow without a signature that hides who exists.
  static List<Flow> all() {
    List<Flow> all = new ArrayList<>();
    all.add(initiate("USER_PASSWORD_AUTH", REFUSED, (_, site, name) -> passwordAuth(site, name)));
    all.add(
        initiate(
            "USER_SRP_AUTH",
            "PASSWORD_VERIFIER",
            (_, site, name) -> site.initiate("USER_SRP_AUTH", name, SRP_A)));
    all.add(
        new Flow(
            "USER_SRP_AUTH, wrong proof",
            Site.Medium.EMAIL,
            false,
            REFUSED,
            RESPOND,
            Flow::wrongProof));
    all.add(
        initiate(
            "USER_AUTH",
            "SELECT_CHALLENGE",
            (_, site, name) -> site.initiate("USER_AUTH", name, "")));
    all.add(
        initiate(
            "USER_AUTH, PASSWORD",
            REFUSED,
            (_, site, name) ->
                site.initiate("USER_AUTH", name, preferred("PASSWORD") + WRONG_PASSWORD)));
    all.add(
        initiate(
            "USER_AUTH, PASSWORD_SRP",
            "PASSWORD_VERIFIER",
            (_, site, name) ->
                site.initiate("USER_AUTH", name, preferred("PASSWORD_SRP") + SRP_A)));
    for (Site.Medium medium : Site.Medium.values()) {
      all.addAll(codes(medium));
    }
    return all;
  }

  private static Flow initiate(String name, String expected, Steps steps) {
    return new Flow(name, Site.Medium.EMAIL, false, expected, INITIATE, steps);
  }

  /// What sends a code or takes one.
  private static List<Flow> codes(Site.Medium medium) {
    String factor = medium.factor();
    Steps ask = (_, site, name) -> site.initiate("USER_AUTH", name, preferred(factor));
    return List.of(
        new Flow("USER_AUTH, " + factor, medium, false, factor, INITIATE, ask),
        new Flow(
            "USER_AUTH, " + factor + ", wrong code",
            medium,
            false,
            "CodeMismatchException",
            RESPOND,
            Flow::wrongCode),
        new Flow(
            "ForgotPassword, " + medium,
            medium,
            false,
            "",
            "ForgotPassword",
            (_, site, name) -> site.about(name) + "}"),
        new Flow(
            "ConfirmForgotPassword, " + medium,
            medium,
            false,
            "CodeMismatchException",
            "ConfirmForgotPassword",
            Flow::wrongRecoveryCode),
        new Flow(
            "ResendConfirmationCode, " + medium,
            medium,
            true,
            "",
            "ResendConfirmationCode",
            (_, site, name) -> site.about(name) + "}"));
  }

  private static String passwordAuth(Site site, String name) {
    return site.initiate("USER_PASSWORD_AUTH", name, WRONG_PASSWORD);
  }

  private static String preferred(String factor) {
    return ",'PREFERRED_CHALLENGE':'" + factor + "'";
  }

  private static String wrongProof(Connection connection, Site site, String name)
      throws IOException {
    Answer asked = connection.call(INITIATE, site.initiate("USER_SRP_AUTH", name, SRP_A));
    return site.respond(
        "PASSWORD_VERIFIER",
        "",
        asked.text("USER_ID_FOR_SRP"),
        ",'PASSWORD_CLAIM_SECRET_BLOCK':'%s','PASSWORD_CLAIM_SIGNATURE':'%s','TIMESTAMP':'%s'"
            .formatted(
                asked.text("SECRET_BLOCK"),
                "A".repeat(43) + "=",
                SrpClient.timestamp(Instant.now())));
  }

  private static String wrongCode(Connection connection, Site site, String name)
      throws IOException {
    String factor = site.medium().factor();
    Answer asked = connection.call(INITIATE, site.initiate("USER_AUTH", name, preferred(factor)));
    return site.respond(factor, asked.text("Session"), name, ",'" + factor + "_CODE':'00000000'");
  }

  private static String wrongRecoveryCode(Connection connection, Site site, String name)
      throws IOException {
    connection.call("ForgotPassword", site.about(name) + "}");
    return site.about(name) + ",'ConfirmationCode':'000000','Password':'Another-Horse-8'}";
  }

  /// Whether an answer is what this flow must give, whoever it is about.
  boolean expects(Answer answer) {
    String got = answer.ok() ? answer.text("ChallengeName") : answer.error();
    return got.equals(expected);
  }

  /// Whether it is a choice-based sign-in.
  boolean choice() {
    return name.startsWith("USER_AUTH");
  }

  /// Whether the real `LEGACY` behaviour can be asked for: an unknown name gets no challenge there.
  boolean inControl() {
    return !operation.equals(RESPOND);
  }
}
