package dev.poolhouse.message;

/// Sends e-mail one way and SMS another. May be shared.
///
/// @param email takes the e-mail
/// @param sms takes the SMS
public record DeliveryByMedium(Delivery email, Delivery sms) implements Delivery {

  @Override
  public Outcome send(Message message) {
    return switch (message.medium()) {
      case EMAIL -> email.send(message);
      case SMS -> sms.send(message);
    };
  }
}
