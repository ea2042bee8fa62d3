package dev.poolhouse.user;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.message.Message;
import dev.poolhouse.message.Messages;
import dev.poolhouse.message.Outgoing;
import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.trigger.UserMigration;
import dev.poolhouse.wire.ApiException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;

/// The temporary password of a user that an administrator creates, and the message that brings it.
/// May be shared.
public final class Invitations {
  private static final int SHORTEST = 8;

  private final Messages messages;
  private final Ids ids;

  public Invitations(Messages messages, Ids ids) {
    this.messages = messages;
    this.ids = ids;
  }

  /// The password that the request gives, or a generated one.
  ///
  /// Throws `InvalidPasswordException` when the one given breaks a rule of the pool.
  Secret password(PoolPolicy policy, AdminCreateUserRequest request) {
    if (request.temporaryPassword() == null) {
      return generate(policy.passwordPolicy());
    }
    Secret password = Secret.of(request.temporaryPassword());
    PasswordRules.check(policy, password, PasswordRules.Wording.CREATE);
    return password;
  }

  private Secret generate(PasswordPolicyType policy) {
    Integer least = policy.minimumLength();
    return ids.temporaryPassword(
        new Ids.PasswordRule(
            least == null ? SHORTEST : least,
            Boolean.TRUE.equals(policy.requireUppercase()),
            Boolean.TRUE.equals(policy.requireLowercase()),
            Boolean.TRUE.equals(policy.requireNumbers()),
            Boolean.TRUE.equals(policy.requireSymbols())));
  }

  /// Refuses a medium that the request names and the user has no address for; the wording is
  /// (unsure). SMS by default is no such request: without a phone number nothing is sent.
  static void checkMediums(AdminCreateUserRequest request, Map<String, String> attributes) {
    if (request.messageAction() == MessageActionType.SUPPRESS) {
      return;
    }
    for (DeliveryMediumType medium : request.desiredDeliveryMediums()) {
      String attribute = attribute(medium);
      if (!attributes.containsKey(attribute)) {
        throw ApiException.invalidParameter(
            "User has no " + attribute + " to deliver the message to by " + medium + ".");
      }
    }
  }

  /// Sends the invitation by the mediums the request names, SMS by default. Throws
  /// `CodeDeliveryFailureException`; the user exists all the same.
  void send(Occasion occasion, User user, Secret password, AdminCreateUserRequest request) {
    if (request.messageAction() == MessageActionType.SUPPRESS) {
      return;
    }
    List<DeliveryMediumType> mediums = request.desiredDeliveryMediums();
    (mediums.isEmpty() ? List.of(DeliveryMediumType.SMS) : mediums)
        .stream()
            .distinct()
            .flatMap(medium -> Recovery.Contact.of(user, attribute(medium)).stream())
            .forEach(contact -> messages.deliver(invitation(occasion, user, password, contact)));
  }

  /// The welcome of a user who was taken over, which tells the name alone.
  static List<Outgoing> welcome(Occasion occasion, User user, UserMigration.Found found) {
    return found.suppress()
        ? List.of()
        : found.media().stream()
            .distinct()
            .map(DeliveryMediumType::fromValue)
            .flatMap(medium -> Recovery.Contact.of(user, attribute(medium)).stream())
            .map(contact -> invitation(occasion, user, Secret.of(""), contact))
            .toList();
  }

  private static Outgoing invitation(
      Occasion occasion, User user, Secret password, Recovery.Contact contact) {
    return new Outgoing(
        occasion,
        user.id().value(),
        user.username(),
        EventAttributes.of(occasion.pool(), user),
        contact.medium(),
        contact.to(),
        Message.Purpose.ADMIN_CREATE_USER,
        password);
  }

  private static String attribute(DeliveryMediumType medium) {
    return switch (medium) {
      case EMAIL -> Contacts.EMAIL;
      case SMS, UNKNOWN_TO_SDK_VERSION -> Contacts.PHONE_NUMBER;
    };
  }
}
