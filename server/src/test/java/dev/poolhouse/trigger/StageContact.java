package dev.poolhouse.trigger;

import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.user.MfaFactor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;

/// The attribute that messages go to, and addresses that were not used before.
enum StageContact {
  EMAIL("email", MfaFactor.EMAIL_OTP),
  PHONE("phone_number", MfaFactor.SMS_MFA);

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String attribute;
  private final MfaFactor factor;

  StageContact(String attribute, MfaFactor factor) {
    this.attribute = attribute;
    this.factor = factor;
  }

  String attribute() {
    return attribute;
  }

  /// An address of nobody else.
  String address() {
    int number = NUMBER.incrementAndGet();
    return this == EMAIL ? "a" + number + "@example.com" : "+1555%07d".formatted(number);
  }

  /// The attribute with a fresh address, as requests hold it.
  List<Map<String, String>> fresh() {
    return List.of(Map.of("Name", attribute, "Value", address()));
  }

  /// A confirmed user with a verified address, who is asked for codes sent there.
  String user(TriggerStage stage, String name) {
    return stage.apart(
        () -> {
          String user =
              stage
                  .pool()
                  .confirmedUser(name, attribute, address(), attribute + "_verified", "true");
          new SecondFactors(stage.server(), stage.pool()).prefer(user, factor);
          return user;
        });
  }

  /// `MessageAction` and media of an invitation that goes there.
  Map<String, Object> invitation() {
    return Map.of("DesiredDeliveryMediums", List.of(this == EMAIL ? "EMAIL" : "SMS"));
  }

  /// What keeps an invitation from being sent.
  static Map<String, Object> silence() {
    return Map.of("MessageAction", MessageActionType.SUPPRESS.toString());
  }
}
