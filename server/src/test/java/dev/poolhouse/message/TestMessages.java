package dev.poolhouse.message;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.trigger.Functions;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.trigger.Triggers;
import dev.poolhouse.wire.Caller;
import java.security.SecureRandom;
import java.time.Duration;
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

  private static final Triggers TRIGGERS = new Triggers(new NoFunctions(), Duration.ofSeconds(1));
  private static final CustomSenders SENDERS =
      new CustomSenders(TRIGGERS, CodeCipher.none("no key"));

  private TestMessages() {}

  private static final class NoFunctions implements Functions {
    @Override
    public Result invoke(Call call) {
      return new Result(new Outcome.Refused("ResourceNotFoundException"), 1);
    }
  }

  /// A pool `us-east-1_TestPool1` with that configuration.
  public static Pool pool(
      UnaryOperator<UserPoolType.Builder> document,
      UnaryOperator<GetUserPoolMfaConfigResponse.Builder> mfa) {
    return new Pool(
        new PoolKey("key"),
        new PoolId("us-east-1_TestPool1"),
        "000000000000",
        document.apply(UserPoolType.builder().lambdaConfig(triggers -> {})).build(),
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

  /// Composes with templates alone.
  static Composer composer() {
    return new Composer(
        new Templates(() -> "http://localhost", new Ids(new SecureRandom())), TRIGGERS);
  }

  /// Messages that go that way.
  static Messages messages(Composer composer, Delivery delivery, MessageQueue queue) {
    return new TemplateMessages(composer, SENDERS, delivery, queue);
  }

  /// Drafts of a server that has no pool.
  static Drafts drafts(Composer composer, Delivery delivery) {
    return new Drafts(_ -> Optional.empty(), composer, SENDERS, delivery);
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
