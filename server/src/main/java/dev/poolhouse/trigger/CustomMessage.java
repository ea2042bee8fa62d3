package dev.poolhouse.trigger;

import dev.poolhouse.wire.Json;
import java.util.Map;
import java.util.Optional;

/// Writes the text of a message.
///
/// @param source such as `SignUp` or `Authentication`
/// @param userName the user
/// @param userAttributes the user's attributes
/// @param link text of the link placeholder, such as `{##Click Here##}`
/// @param invites whether the message is an invitation, which names the user
public record CustomMessage(
    String source,
    String userName,
    Map<String, String> userAttributes,
    String link,
    boolean invites)
    implements Trigger<CustomMessage.Written> {

  /// The texts; what is empty keeps the pool's template.
  ///
  /// @param sms text of an SMS
  /// @param email body of an e-mail
  /// @param subject its subject
  public record Written(Optional<String> sms, Optional<String> email, Optional<String> subject) {
    /// Everything as in the template.
    public static final Written NOTHING =
        new Written(Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  public TriggerKind kind() {
    return TriggerKind.CUSTOM_MESSAGE;
  }

  @Override
  public Map<String, Object> request() {
    return Members.of(userAttributes)
        .with("codeParameter", "{####}")
        .with("linkParameter", link)
        .with("usernameParameter", invites ? "{username}" : Json.NULL)
        .map();
  }

  @Override
  public Map<String, Object> response() {
    return Members.nulls("smsMessage", "emailMessage", "emailSubject");
  }

  @Override
  public Written read(Answer answer) {
    return new Written(
        answer.text("smsMessage"), answer.text("emailMessage"), answer.text("emailSubject"));
  }
}
