package dev.poolhouse.bench;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A pool whose users are reached in one way, and its client.
///
/// @param poolId id of the pool
/// @param clientId the client that hides who exists, unless told otherwise
/// @param medium how its users are reached
record Site(String poolId, String clientId, Medium medium) {
  private static final String PASSWORD = "Correct-Horse-7";

  /// How users are reached.
  enum Medium {
    EMAIL("email", "EMAIL_OTP"),
    SMS("phone_number", "SMS_OTP");

    private final String attribute;
    private final String factor;

    Medium(String attribute, String factor) {
      this.attribute = attribute;
      this.factor = factor;
    }

    /// The sign-in factor that sends a code this way.
    String factor() {
      return factor;
    }

    /// An address of its own for each name.
    String address(String name) {
      return this == EMAIL
          ? name + "@example.com"
          : "+1206555" + "%07d".formatted(Math.floorMod(name.hashCode(), 10_000_000));
    }
  }

  static Site create(Connection connection, Signer signer, Medium medium, boolean hides)
      throws IOException {
    String poolId =
        connection
            .require(
                signer,
                "CreateUserPool",
                """
                {'PoolName':'user-existence','AutoVerifiedAttributes':['%1$s'],
                 'AccountRecoverySetting':{'RecoveryMechanisms':[{'Priority':1,'Name':'verified_%1$s'}]},
                 'SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::000000000000:role/sms'},
                 'EmailConfiguration':{'EmailSendingAccount':'DEVELOPER','From':'bench@example.com',
                   'SourceArn':'arn:aws:ses:us-east-1:000000000000:identity/bench@example.com'},
                 'Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD','%2$s']}}}
                """
                    .formatted(medium.attribute, medium.factor))
            .text("Id");
    String clientId =
        connection
            .require(
                signer,
                "CreateUserPoolClient",
                """
                {'UserPoolId':'%s','ClientName':'bench','PreventUserExistenceErrors':'%s',
                 'ExplicitAuthFlows':['ALLOW_USER_PASSWORD_AUTH','ALLOW_USER_SRP_AUTH','ALLOW_USER_AUTH']}
                """
                    .formatted(poolId, hides ? "ENABLED" : "LEGACY"))
            .text("ClientId");
    return new Site(poolId, clientId, medium);
  }

  /// Names of one length that belong to nobody yet.
  static List<String> names(int count, SplittableRandom random) {
    return IntStream.range(0, count).mapToObj(_ -> "%016x".formatted(random.nextLong())).toList();
  }

  /// A user with a password and a verified address.
  void confirmed(Connection connection, Signer signer, String name) throws IOException {
    connection.require(
        signer,
        "AdminCreateUser",
        """
        {'UserPoolId':'%1$s','Username':'%2$s','MessageAction':'SUPPRESS','UserAttributes':[
         {'Name':'%3$s','Value':'%4$s'},{'Name':'%3$s_verified','Value':'true'}]}
        """
            .formatted(poolId, name, medium.attribute, medium.address(name)));
    connection.require(
        signer,
        "AdminSetUserPassword",
        "{'UserPoolId':'%s','Username':'%s','Password':'%s','Permanent':true}"
            .formatted(poolId, name, PASSWORD));
  }

  /// A user who has signed up and not confirmed it.
  void signedUp(Connection connection, String name) throws IOException {
    connection.require(
        "SignUp",
        "{'ClientId':'%s','Username':'%s','Password':'%s','UserAttributes':[{'Name':'%s','Value':'%s'}]}"
            .formatted(clientId, name, PASSWORD, medium.attribute, medium.address(name)));
  }

  /// Whether a choice-based sign-in offers what every user here has. A name that belongs to nobody
  /// is offered one of several sets, always the same; only equal sets have equal answers.
  boolean offersAll(Connection connection, String name) throws IOException {
    Answer answer = connection.require("InitiateAuth", initiate("USER_AUTH", name, ""));
    return answer.text("ChallengeName").equals("SELECT_CHALLENGE")
        && answer.body().contains('"' + medium.factor + '"');
  }

  /// The beginning of a request about a name, without its last brace.
  String about(String name) {
    return "{'ClientId':'%s','Username':'%s'".formatted(clientId, name);
  }

  /// InitiateAuth.
  ///
  /// @param parameters further members of `AuthParameters`, each with a comma before it
  String initiate(String flow, String name, String parameters) {
    return "{'ClientId':'%s','AuthFlow':'%s','AuthParameters':{'USERNAME':'%s'%s}}"
        .formatted(clientId, flow, name, parameters);
  }

  /// RespondToAuthChallenge.
  ///
  /// @param responses further members of `ChallengeResponses`, each with a comma before it
  String respond(String challenge, String session, String name, String responses) {
    return "{'ClientId':'%s','ChallengeName':'%s'%s,'ChallengeResponses':{'USERNAME':'%s'%s}}"
        .formatted(
            clientId,
            challenge,
            session.isEmpty() ? "" : ",'Session':'" + session + "'",
            name,
            responses);
  }
}
