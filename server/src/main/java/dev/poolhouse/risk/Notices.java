package dev.poolhouse.risk;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.message.Message;
import dev.poolhouse.message.Messages;
import dev.poolhouse.message.Notice;
import dev.poolhouse.message.Outgoing;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.store.Tx;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.user.EventAttributes;
import dev.poolhouse.user.User;
import dev.poolhouse.wire.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotifyConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotifyEmailType;

/// Tells users by e-mail about a risky sign-in, whether their address is verified or not; the
/// pool's function for e-mail tells them in the place of the server. May be shared.
///
/// Source: developer guide, "Sending notification messages" and "Message templates"; default
/// subjects as recorded (admin-API reference §17), default texts ours.
public final class Notices {
  private static final String ADDRESS = "email";
  private static final String BLOCKED = "Blocked sign-in attempt";
  private static final String NEW = "New sign-in attempt";

  private final Messages messages;
  private final FeedbackTokens tokens;

  public Notices(Messages messages, FeedbackTokens tokens) {
    this.messages = messages;
    this.tokens = tokens;
  }

  /// The notification of an event, sealed for the queue; empty when the user has no e-mail address.
  Optional<Messages.Queued> prepare(
      Pool pool, RiskPolicy policy, User user, AuthEvent event, Decision.Told told) {
    return user.attribute(ADDRESS)
        .filter(address -> !address.isEmpty())
        .map(address -> messages.prepare(notice(pool, policy, user, event, told, address)));
  }

  void queue(Tx tx, Messages.Queued notice) {
    messages.queue(tx, notice);
  }

  private Notice notice(
      Pool pool,
      RiskPolicy policy,
      User user,
      AuthEvent event,
      Decision.Told told,
      String address) {
    Optional<NotifyConfigurationType> settings = policy.notifications();
    Optional<NotifyEmailType> template = settings.flatMap(set -> template(set, told));
    Optional<String> html = template.flatMap(set -> Optional.ofNullable(set.htmlBody()));
    return new Notice(
        outgoing(pool, user, event, address),
        settings.flatMap(set -> Optional.ofNullable(set.from())),
        settings.flatMap(set -> Optional.ofNullable(set.replyTo())),
        template.map(NotifyEmailType::subject).orElse(told == Decision.Told.BLOCK ? BLOCKED : NEW),
        html.or(() -> template.flatMap(set -> Optional.ofNullable(set.textBody())))
            .orElseGet(() -> defaultText(told)),
        html.isPresent(),
        values(pool, user, event));
  }

  /// What a function that sends e-mail is told. The sign-in's own client metadata is not for it,
  /// nor is what the caller called itself (unsure).
  private static Outgoing outgoing(Pool pool, User user, AuthEvent event, String address) {
    Caller server =
        new Caller.Anonymous(new Caller.Origin(pool.id().region(), pool.account(), "", "", ""));
    return new Outgoing(
        new Occasion(pool, server, "", event.clientId().value(), Map.of()),
        user.id().value(),
        user.username(),
        EventAttributes.of(pool, user),
        Message.Medium.EMAIL,
        address,
        Message.Purpose.ACCOUNT_TAKEOVER,
        Secret.of(""));
  }

  private static Optional<NotifyEmailType> template(
      NotifyConfigurationType settings, Decision.Told told) {
    return Optional.ofNullable(
        switch (told) {
          case BLOCK -> settings.blockEmail();
          case MFA -> settings.mfaEmail();
          case NO_ACTION -> settings.noActionEmail();
        });
  }

  private static String defaultText(Decision.Told told) {
    return ("We noticed a sign-in to your account %s at {login-time} from {ip-address},"
            + " {device-name}. If it was not you, change your password.")
        .formatted(
            switch (told) {
              case BLOCK -> "and blocked it,";
              case MFA -> "and asked for a second factor,";
              case NO_ACTION -> "that is not like the others,";
            });
  }

  /// The one-click links need hosted pages, so they stay empty; `{feedback-token}`, `{event-id}`
  /// and `{username}` let a page of the application's own pass feedback on.
  private Map<String, String> values(Pool pool, User user, AuthEvent event) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("{username}", user.username());
    values.put("{ip-address}", event.origin().address());
    values.put("{city}", event.origin().place().flatMap(Place::city).orElse(""));
    values.put("{country}", event.origin().place().flatMap(Place::country).orElse(""));
    values.put("{login-time}", event.at().toString());
    values.put("{device-name}", event.origin().deviceName().orElse(""));
    values.put("{event-id}", event.id());
    values.put("{feedback-token}", tokens.token(pool, user.id(), event.id()));
    values.put("{one-click-link-valid}", "");
    values.put("{one-click-link-invalid}", "");
    return values;
  }
}
