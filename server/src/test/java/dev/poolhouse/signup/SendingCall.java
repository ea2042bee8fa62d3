package dev.poolhouse.signup;

import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;

/// An operation that sends an e-mail to a user whose attributes are an address and its flag.
///
/// @param operation the operation
/// @param source what follows the underscore in `triggerSource`
/// @param prepare brings the user `frank` up to it
/// @param send the call, with [#METADATA]
/// @param client what `callerContext.clientId` is as JSON; `%s` stands for the client
/// @param status status of the user
/// @param verified whether the address is
/// @param username `usernameParameter` as JSON
record SendingCall(
    String operation,
    String source,
    BiConsumer<Newcomers, Inbox> prepare,
    BiConsumer<Newcomers, Inbox> send,
    String client,
    String status,
    String verified,
    String username) {
  /// The client metadata of each call.
  static final Map<String, String> METADATA = Map.of("tenant", "7");

  @Override
  public String toString() {
    return operation;
  }

  private static SendingCall sent(
      String operation,
      String source,
      BiConsumer<Newcomers, Inbox> prepare,
      BiConsumer<Newcomers, Inbox> send,
      String status,
      String verified) {
    String client = operation.startsWith("Admin") ? "\"CLIENT_ID_NOT_APPLICABLE\"" : "\"%s\"";
    String username = operation.equals("AdminCreateUser") ? "\"{username}\"" : "null";
    return new SendingCall(operation, source, prepare, send, client, status, verified, username);
  }

  private static void nothing(Newcomers people, Inbox inbox) {}

  private static void signUp(Newcomers people, Inbox inbox) {
    people.signUp("frank", "email", inbox.address());
  }

  /// A user `frank` whose address is verified.
  static void confirmed(Newcomers people, Inbox inbox) {
    people.pool().confirmedUser("frank", "email", inbox.address(), "email_verified", "true");
  }

  /// Every operation that sends one, but for sign-in.
  static Stream<SendingCall> all() {
    return Stream.of(
        sent(
            "SignUp",
            "SignUp",
            SendingCall::nothing,
            (people, inbox) ->
                people
                    .sdk()
                    .signUp(
                        call ->
                            call.clientId(people.clientId())
                                .username("frank")
                                .password(PoolFixture.PASSWORD)
                                .userAttributes(Newcomers.attributes("email", inbox.address()))
                                .clientMetadata(METADATA)),
            "UNCONFIRMED",
            "false"),
        sent(
            "ResendConfirmationCode",
            "ResendCode",
            SendingCall::signUp,
            (people, inbox) ->
                people
                    .sdk()
                    .resendConfirmationCode(
                        call ->
                            call.clientId(people.clientId())
                                .username("frank")
                                .clientMetadata(METADATA)),
            "UNCONFIRMED",
            "false"),
        sent(
            "ForgotPassword",
            "ForgotPassword",
            SendingCall::confirmed,
            (people, inbox) ->
                people
                    .sdk()
                    .forgotPassword(
                        call ->
                            call.clientId(people.clientId())
                                .username("frank")
                                .clientMetadata(METADATA)),
            "CONFIRMED",
            "true"),
        sent(
            "AdminCreateUser",
            "AdminCreateUser",
            SendingCall::nothing,
            (people, inbox) ->
                people
                    .sdk()
                    .adminCreateUser(
                        call ->
                            call.userPoolId(people.pool().poolId())
                                .username("frank")
                                .desiredDeliveryMediums(DeliveryMediumType.EMAIL)
                                .userAttributes(
                                    Newcomers.attributes(
                                        "email", inbox.address(), "email_verified", "true"))
                                .clientMetadata(METADATA)),
            "FORCE_CHANGE_PASSWORD",
            "true"),
        sent(
            "AdminResetUserPassword",
            "ForgotPassword",
            SendingCall::confirmed,
            (people, inbox) ->
                people
                    .sdk()
                    .adminResetUserPassword(
                        call ->
                            call.userPoolId(people.pool().poolId())
                                .username("frank")
                                .clientMetadata(METADATA)),
            "CONFIRMED",
            "true"),
        sent(
            "AdminUpdateUserAttributes",
            "UpdateUserAttribute",
            (people, inbox) -> people.pool().confirmedUser("frank"),
            (people, inbox) ->
                people
                    .sdk()
                    .adminUpdateUserAttributes(
                        call ->
                            call.userPoolId(people.pool().poolId())
                                .username("frank")
                                .userAttributes(Newcomers.attributes("email", inbox.address()))
                                .clientMetadata(METADATA)),
            "CONFIRMED",
            "false"),
        sent(
            "UpdateUserAttributes",
            "UpdateUserAttribute",
            (people, inbox) -> people.pool().confirmedUser("frank"),
            (people, inbox) ->
                people
                    .sdk()
                    .updateUserAttributes(
                        call ->
                            call.accessToken(people.pool().accessToken("frank"))
                                .userAttributes(Newcomers.attributes("email", inbox.address()))
                                .clientMetadata(METADATA)),
            "CONFIRMED",
            "false"),
        sent(
            "GetUserAttributeVerificationCode",
            "VerifyUserAttribute",
            SendingCall::confirmed,
            (people, inbox) ->
                people
                    .sdk()
                    .getUserAttributeVerificationCode(
                        call ->
                            call.accessToken(people.pool().accessToken("frank"))
                                .attributeName("email")
                                .clientMetadata(METADATA)),
            "CONFIRMED",
            "true"));
  }
}
