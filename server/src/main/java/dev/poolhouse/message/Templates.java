package dev.poolhouse.message;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.trigger.CustomMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SmsConfigurationType;

/// Composes messages from a pool's templates. May be shared.
///
/// An e-mail is HTML, so what is filled into it (username, code, temporary password, link) is
/// escaped: a password such as `a<b&c` is shown as it is, and a username cannot bring markup of its
/// own. The template itself is the pool owner's and stands as it is. An SMS is plain text, filled
/// without escaping. `{username}` means something in invitations alone, as in the service.
///
/// Source: developer guide, "Customizing email verification messages" and `/confirmUser` of the
/// hosted pages.
public final class Templates {
  private final Supplier<String> ownUrl;
  private final Ids ids;

  /// @param ownUrl this server's URL without a slash at the end, for links of pools without a
  ///   domain of their own; asked at each use since the port may be chosen late
  public Templates(Supplier<String> ownUrl, Ids ids) {
    this.ownUrl = ownUrl;
    this.ids = ids;
  }

  /// The message that tells `outgoing`.
  Message compose(Outgoing outgoing) {
    return compose(outgoing, newId(), CustomMessage.Written.NOTHING);
  }

  /// An id for a message.
  String newId() {
    return ids.uuid();
  }

  /// The same with texts of a function in the place of the pool's.
  ///
  /// @param id the message's id
  Message compose(Outgoing outgoing, String id, CustomMessage.Written written) {
    Optional<String> link =
        linked(outgoing)
            ? outgoing.clientId().map(clientId -> link(outgoing, clientId))
            : Optional.empty();
    Texts texts = texts(outgoing, link.isPresent()).replacedBy(written, outgoing.medium());
    Map<String, String> values = new LinkedHashMap<>();
    values.put(Placeholders.CODE, shown(outgoing, outgoing.code().reveal()));
    if (outgoing.purpose() == Message.Purpose.ADMIN_CREATE_USER) {
      values.put(Placeholders.USERNAME, shown(outgoing, outgoing.username()));
    }
    String body =
        Placeholders.fill(
            texts.body(),
            values,
            link.map(url -> text -> "<a href=\"" + escape(url) + "\">" + text + "</a>"));
    return new Message(
        id,
        outgoing.pool().id(),
        outgoing.username(),
        outgoing.medium(),
        outgoing.to(),
        outgoing.purpose(),
        sender(outgoing.pool()),
        texts.subject(),
        Secret.of(body),
        Optional.of(outgoing.code()).filter(code -> code.length() > 0),
        link.map(Secret::of));
  }

  /// Whether the message brings a link to confirm with.
  static boolean linked(Outgoing outgoing) {
    return Texts.confirmsWithLink(outgoing.pool(), outgoing.medium(), outgoing.purpose())
        && outgoing.clientId().isPresent();
  }

  /// The message of a notice. Plain text becomes HTML of the same look.
  Message compose(Notice notice) {
    Map<String, String> values = new LinkedHashMap<>();
    notice.values().forEach((name, value) -> values.put(name, escape(value)));
    String text = notice.html() ? notice.body() : escape(notice.body()).replace("\n", "<br>\n");
    Outgoing outgoing = notice.outgoing();
    Message.Sender own = sender(outgoing.pool());
    return new Message(
        ids.uuid(),
        outgoing.pool().id(),
        outgoing.username(),
        outgoing.medium(),
        outgoing.to(),
        outgoing.purpose(),
        new Message.Sender(
            notice.from().or(own::from), notice.replyTo().or(own::replyTo), Optional.empty()),
        notice.subject(),
        Secret.of(Placeholders.fill(text, values, Optional.empty())),
        Optional.empty(),
        Optional.empty());
  }

  private static Texts texts(Outgoing outgoing, boolean link) {
    return outgoing.purpose() == Message.Purpose.ADMIN_CREATE_USER && outgoing.code().length() == 0
        ? Texts.welcome(outgoing.pool(), outgoing.medium())
        : Texts.of(outgoing.pool(), outgoing.medium(), outgoing.purpose(), link);
  }

  /// Whether this is an invitation whose template leaves out the password that the user needs: such
  /// a message is not sent.
  ///
  /// Source: developer guide, "Customizing user invitation messages".
  static boolean leavesOutPassword(Outgoing outgoing) {
    return outgoing.purpose() == Message.Purpose.ADMIN_CREATE_USER
        && outgoing.code().length() > 0
        && !Texts.of(outgoing.pool(), outgoing.medium(), outgoing.purpose(), false)
            .body()
            .contains(Placeholders.CODE);
  }

  /// On the pool's own domain where it has one; the prefix of an `amazoncognito.com` domain leads
  /// to this server instead, which does not answer there.
  private String link(Outgoing outgoing, String clientId) {
    String base =
        Optional.ofNullable(outgoing.pool().document().customDomain())
            .map(domain -> "https://" + domain)
            .orElseGet(ownUrl);
    return base
        + "/confirmUser/?client_id="
        + encode(clientId)
        + "&user_name="
        + encode(outgoing.username())
        + "&confirmation_code="
        + encode(outgoing.code().reveal());
  }

  private static Message.Sender sender(Pool pool) {
    Optional<EmailConfigurationType> email =
        Optional.ofNullable(pool.document().emailConfiguration());
    return new Message.Sender(
        email.map(EmailConfigurationType::from),
        email.map(EmailConfigurationType::replyToEmailAddress),
        Optional.ofNullable(pool.document().smsConfiguration())
            .map(SmsConfigurationType::snsRegion));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String shown(Outgoing outgoing, String value) {
    return switch (outgoing.medium()) {
      case EMAIL -> escape(value);
      case SMS -> value;
    };
  }

  static String escape(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
