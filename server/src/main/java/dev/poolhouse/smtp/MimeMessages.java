package dev.poolhouse.smtp;

import dev.poolhouse.message.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.regex.Pattern;

/// Turns messages into mail. Subjects and addresses come from users and pool owners: what could
/// begin a header of its own is taken out of subjects, and an address must be exactly one address.
/// May be shared.
final class MimeMessages {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  private final Session session;
  private final String from;
  private final InstantSource clock;

  /// @param from sender of pools that name none
  MimeMessages(Session session, String from, InstantSource clock) {
    this.session = session;
    this.from = from;
    this.clock = clock;
  }

  /// Mail with an HTML body; throws [AddressException] for an address that is none.
  MimeMessage of(Message message) throws MessagingException {
    MimeMessage mail = new MimeMessage(session);
    mail.setFrom(named(message.sender().from().orElse(from)));
    if (message.sender().replyTo().isPresent()) {
      mail.setReplyTo(new InternetAddress[] {named(message.sender().replyTo().get())});
    }
    mail.setRecipient(jakarta.mail.Message.RecipientType.TO, recipient(message.to()));
    mail.setSubject(
        CONTROL.matcher(message.subject()).replaceAll(" "), StandardCharsets.UTF_8.name());
    mail.setText(message.body().reveal(), StandardCharsets.UTF_8.name(), "html");
    mail.setSentDate(Date.from(clock.instant()));
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.saveChanges();
    return mail;
  }

  /// The user's address as it stands, without a display name beside it.
  private static InternetAddress recipient(String text) throws AddressException {
    InternetAddress address = address(text);
    if (!text.equals(address.getAddress())) {
      throw new AddressException("more than an address");
    }
    return address;
  }

  /// An address with its display name encoded for a header.
  private static InternetAddress named(String text) throws AddressException {
    InternetAddress address = address(text);
    try {
      address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("UTF-8 is always there", e);
    }
    return address;
  }

  private static InternetAddress address(String text) throws AddressException {
    if (CONTROL.matcher(text).find()) {
      throw new AddressException("control characters");
    }
    InternetAddress address = new InternetAddress(text, true);
    if (address.isGroup()) {
      throw new AddressException("a group");
    }
    return address;
  }
}
