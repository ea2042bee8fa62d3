package dev.poolhouse.trigger;

import dev.poolhouse.wire.Json;
import java.util.Map;
import java.util.Optional;

/// Sends a message in the place of the server. Nobody waits for it.
///
/// @param sms whether it sends SMS, else e-mail
/// @param source such as `SignUp` or `Authentication`
/// @param userName the user
/// @param userAttributes the user's attributes
/// @param code the code, encrypted and in Base64; empty for notices, whose event has a null there
///   (unsure)
public record CustomSender(
    boolean sms,
    String source,
    String userName,
    Map<String, String> userAttributes,
    Optional<String> code)
    implements Trigger<Done> {

  @Override
  public TriggerKind kind() {
    return sms ? TriggerKind.CUSTOM_SMS_SENDER : TriggerKind.CUSTOM_EMAIL_SENDER;
  }

  @Override
  public Map<String, Object> request() {
    return new Members()
        .with("type", sms ? "customSMSSenderRequestV1" : "customEmailSenderRequestV1")
        .with("code", code.map(Object.class::cast).orElse(Json.NULL))
        .with("userAttributes", userAttributes)
        .map();
  }

  @Override
  public Map<String, Object> response() {
    return Map.of();
  }

  @Override
  public Done read(Answer answer) {
    return Done.DONE;
  }
}
