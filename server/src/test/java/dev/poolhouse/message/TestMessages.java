package dev.poolhouse.message;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.wire.Caller;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Pools and messages for tests of this package and its adapters.
public final class TestMessages {
  /// The id of each message.
  public static final String ID = "3f0c4a52-7d0e-4f59-8d5e-0f6a1c9b2e77";

  private TestMessages() {}

  /// A pool `us-east-1_TestPool1` with that configuration.
  public static Pool pool(
      UnaryOperator<UserPoolType.Builder> document,
      UnaryOperator<GetUserPoolMfaConfigResponse.Builder> mfa) {
    return new Pool(
        new PoolKey("key"),
        new PoolId("us-east-1_TestPool1"),
        "000000000000",
        document.apply(UserPoolType.builder()).build(),
        mfa.apply(GetUserPoolMfaConfigResponse.builder()).build(),
        Map.of(),
        Sealed.of(new byte[0]),
        Instant.EPOCH,
        Instant.EPOCH,
        1);
  }

  /// What an operation tells about the user `frank` with the code `123456`.
  public static Outgoing outgoing(
      Pool pool, Message.Medium medium, String to, Message.Purpose purpose) {
    return new Outgoing(
        occasion(pool, "client1"),
        "user-1",
        "frank",
        Map.of(),
        medium,
        to,
        purpose,
        Secret.of("123456"));
  }

  /// A call of SignUp for that app client.
  public static Occasion occasion(Pool pool, String clientId) {
    Caller caller = new Caller.Anonymous(new Caller.Origin("us-east-1", "", "", "aws-sdk-js", ""));
    return new Occasion(pool, caller, "SignUp", clientId, Map.of());
  }

  /// A composed e-mail with the code `123456`.
  public static Message email(String to, Message.Sender sender, String subject, String body) {
    return new Message(
        ID,
        new PoolId("us-east-1_TestPool1"),
        "frank",
        Message.Medium.EMAIL,
        to,
        Message.Purpose.SIGN_UP,
        sender,
        subject,
        Secret.of(body),
        Optional.of(Secret.of("123456")),
        Optional.empty());
  }

  /// A composed SMS with the code `123456`.
  public static Message sms(String to, Message.Sender sender, String body) {
    return new Message(
        ID,
        new PoolId("us-east-1_TestPool1"),
        "frank",
        Message.Medium.SMS,
        to,
        Message.Purpose.SIGN_UP,
        sender,
        "",
        Secret.of(body),
        Optional.of(Secret.of("123456")),
        Optional.empty());
  }

  /// A sender of which the pool says nothing.
  public static Message.Sender anySender() {
    return new Message.Sender(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
