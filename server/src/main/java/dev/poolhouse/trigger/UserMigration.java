package dev.poolhouse.trigger;

import dev.poolhouse.crypto.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks up a user that the pool does not know yet in a foreign table.
///
/// @param source `Authentication` or `ForgotPassword`
/// @param userName what the user typed
/// @param password what the user typed; empty for `ForgotPassword`
public record UserMigration(String source, String userName, Optional<Secret> password)
    implements Trigger<Optional<UserMigration.Found>> {

  /// A user to take over.
  ///
  /// @param attributes attributes of the new user
  /// @param confirmed whether the typed password is kept
  /// @param suppress whether no welcome message is sent
  /// @param media how it is sent otherwise
  /// @param moveAlias whether an alias is taken from its present holder
  /// @param smsMfa whether the user is asked for codes by SMS
  public record Found(
      Map<String, String> attributes,
      boolean confirmed,
      boolean suppress,
      List<String> media,
      boolean moveAlias,
      boolean smsMfa) {
    public Found {
      attributes = Map.copyOf(attributes);
      media = List.copyOf(media);
    }

    @Override
    public String toString() {
      return "Found[" + attributes.keySet() + "]";
    }
  }

  @Override
  public TriggerKind kind() {
    return TriggerKind.USER_MIGRATION;
  }

  @Override
  public Map<String, Object> request() {
    Members request = new Members();
    password.ifPresent(typed -> request.with("password", typed.reveal()));
    return request.nothing("validationData").nothing("userAttributes").map();
  }

  @Override
  public Map<String, Object> response() {
    return Members.nulls(
        "userAttributes",
        "forceAliasCreation",
        "enableSMSMFA",
        "finalUserStatus",
        "messageAction",
        "desiredDeliveryMediums");
  }

  /// The user found; empty when the function names no attributes.
  @Override
  public Optional<Found> read(Answer answer) {
    return answer
        .textMap("userAttributes")
        .filter(attributes -> !attributes.isEmpty())
        .map(
            attributes ->
                new Found(
                    attributes,
                    answer.text("finalUserStatus").filter("CONFIRMED"::equals).isPresent(),
                    answer.text("messageAction").filter("SUPPRESS"::equals).isPresent(),
                    answer.texts("desiredDeliveryMediums").orElse(List.of("SMS")),
                    answer.flag("forceAliasCreation"),
                    answer.flag("enableSMSMFA")));
  }
}
