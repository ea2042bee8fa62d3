package dev.poolhouse.smtp;

import dev.poolhouse.message.Delivery;
import dev.poolhouse.message.Message;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands e-mail to a mail server, one connection for each message. It has no way to send SMS. The
/// server's certificate must be valid for the host's name. May be shared.
///
/// What the mail server says goes neither to the caller nor into the log, since it repeats
/// addresses: the log has its reply code.
public final class SmtpDelivery implements Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpDelivery.class);

  private final SmtpSettings settings;
  private final MimeMessages messages;
  private final Session session;

  /// Trusts what the JDK trusts.
  public SmtpDelivery(SmtpSettings settings, InstantSource clock) {
    this(settings, clock, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /// @param sockets decides which certificates are trusted
  SmtpDelivery(SmtpSettings settings, InstantSource clock, SSLSocketFactory sockets) {
    if (settings.login().isPresent() && settings.security() == SmtpSettings.Security.NONE) {
      throw new IllegalArgumentException(
          "a password for " + settings.host() + " needs TLS or STARTTLS");
    }
    this.settings = settings;
    this.session = Session.getInstance(properties(settings, sockets));
    this.messages = new MimeMessages(session, settings.from(), clock);
  }

  private static Properties properties(SmtpSettings settings, SSLSocketFactory sockets) {
    String connect = String.valueOf(settings.connectTimeout().toMillis());
    String timeout = String.valueOf(settings.timeout().toMillis());
    boolean startTls = settings.security() == SmtpSettings.Security.STARTTLS;
    boolean tls = settings.security() == SmtpSettings.Security.TLS;
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.connectiontimeout", connect);
    properties.setProperty("mail.smtp.timeout", timeout);
    properties.setProperty("mail.smtp.writetimeout", timeout);
    properties.setProperty("mail.smtp.starttls.enable", String.valueOf(startTls));
    properties.setProperty("mail.smtp.starttls.required", String.valueOf(startTls));
    properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.auth", String.valueOf(settings.login().isPresent()));
    properties.put("mail.smtp.ssl.socketFactory", sockets);
    return properties;
  }

  @Override
  public Outcome send(Message message) {
    return switch (message.medium()) {
      case EMAIL -> email(message);
      case SMS -> new Outcome.Failed("this server has no way to send SMS");
    };
  }

  private Outcome email(Message message) {
    try {
      send(messages.of(message));
      return new Outcome.Sent();
    } catch (AddressException _) {
      return new Outcome.Failed("mail cannot be sent from or to such an address");
    } catch (AuthenticationFailedException e) {
      return failed("the mail server refused the login", e);
    } catch (SendFailedException e) {
      return failed("the mail server refused the message or its recipient", e);
    } catch (MessagingException e) {
      return failed("the mail server could not be reached or did not take the message", e);
    }
  }

  private void send(MimeMessage mail) throws MessagingException {
    try (Transport transport = session.getTransport()) {
      if (settings.login().isPresent()) {
        SmtpSettings.Login login = settings.login().get();
        transport.connect(
            settings.host(), settings.port(), login.user(), login.password().reveal());
      } else {
        transport.connect(settings.host(), settings.port(), null, null);
      }
      transport.sendMessage(mail, mail.getAllRecipients());
    }
  }

  private Outcome failed(String reason, MessagingException cause) {
    LOG.warn("{}:{}: {} ({})", settings.host(), settings.port(), reason, detail(cause));
    return new Outcome.Failed(reason);
  }

  /// What went wrong, without anything that the mail server has written.
  private static String detail(MessagingException thrown) {
    StringBuilder detail = new StringBuilder(thrown.getClass().getSimpleName());
    Exception next = thrown.getNextException();
    while (next != null) {
      detail.append(", ").append(detail(next));
      next = next instanceof MessagingException more ? more.getNextException() : null;
    }
    return detail.toString();
  }

  private static String detail(Exception cause) {
    return switch (cause) {
      case SMTPAddressFailedException refused -> "reply " + refused.getReturnCode();
      case SMTPSendFailedException refused -> "reply " + refused.getReturnCode();
      case IOException network -> network.toString();
      default -> cause.getClass().getSimpleName();
    };
  }
}
