package dev.poolhouse.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.message.Delivery.Outcome;
import dev.poolhouse.message.Message;
import dev.poolhouse.message.TestMessages;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves against a real mail server what arrives, that protection asked for is not given up, and
/// that each failure is told without address or password. The mail server here does not speak
/// STARTTLS: that it is demanded is proven, that it works is not.
@Timeout(60)
final class SmtpDeliveryTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final String FROM = "Poolhouse <no-reply@poolhouse.example>";
  private static final Outcome UNREACHABLE =
      new Outcome.Failed("the mail server could not be reached or did not take the message");

  private static LocalCertificate certificate;
  private static SSLSocketFactory sockets;

  private final GreenMail greenMail =
      new GreenMail(
          new ServerSetup[] {
            ServerSetupTest.SMTP.dynamicPort(), ServerSetupTest.SMTPS.dynamicPort()
          });

  @BeforeAll
  static void certify(@TempDir Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    certificate = new LocalCertificate(folder);
    sockets = certificate.trusting();
  }

  @AfterAll
  static void forget() {
    certificate.close();
  }

  @BeforeEach
  void start() {
    greenMail.start();
  }

  @AfterEach
  void stop() {
    greenMail.stop();
  }

  private SmtpDelivery plain() {
    return delivery(SmtpSettings.Security.NONE, greenMail.getSmtp().getPort(), Optional.empty());
  }

  private static SmtpDelivery delivery(
      SmtpSettings.Security security, int port, Optional<SmtpSettings.Login> login) {
    return new SmtpDelivery(settings(security, port, login), InstantSource.fixed(NOW), sockets);
  }

  private static SmtpSettings settings(
      SmtpSettings.Security security, int port, Optional<SmtpSettings.Login> login) {
    return new SmtpSettings(
        "localhost", port, security, login, FROM, Duration.ofSeconds(5), Duration.ofSeconds(5));
  }

  private static Message email(String to, String subject, String body) {
    return TestMessages.email(to, TestMessages.anySender(), subject, body);
  }

  @Test
  void mailArrivesWithEverything() throws MessagingException, IOException {
    Message message =
        TestMessages.email(
            "frank@example.com",
            new Message.Sender(
                Optional.of("Müller & Co <us@example.com>"),
                Optional.of("re@example.com"),
                Optional.empty()),
            "Dein Schlüssel",
            "<b>Schlüssel</b> 123456");

    assertThat(plain().send(message)).isEqualTo(new Outcome.Sent());

    MimeMessage mail = greenMail.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("Dein Schlüssel");
    assertThat(mail.getFrom()[0]).hasToString("=?UTF-8?Q?M=C3=BCller_=26_Co?= <us@example.com>");
    assertThat(mail.getReplyTo()[0]).hasToString("re@example.com");
    assertThat(mail.getAllRecipients()[0]).hasToString("frank@example.com");
    assertThat(mail.getContentType()).isEqualTo("text/html; charset=UTF-8");
    assertThat(mail.getContent()).isEqualTo("<b>Schlüssel</b> 123456");
    assertThat(mail.getSentDate()).isEqualTo(NOW);
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void poolWithoutSenderUsesTheServers() throws MessagingException {
    plain().send(email("frank@example.com", "subject", "body"));

    assertThat(greenMail.getReceivedMessages()[0].getFrom()[0]).hasToString(FROM);
  }

  @Test
  void subjectCannotBringHeaders() throws MessagingException {
    plain().send(email("frank@example.com", "a\r\nBcc: evil@example.com\n\n<b>", "body"));

    MimeMessage mail = greenMail.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("a Bcc: evil@example.com <b>");
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(greenMail.getReceivedMessages()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "frank",
        "frank@",
        "frank@example.com, evil@example.com",
        "frank@example.com\r\nRCPT TO:<evil@example.com>",
        "frank@example.com>\r\nDATA",
        "Frank <frank@example.com>",
        "all: frank@example.com, evil@example.com;",
        "frank@example.com evil@example.com"
      })
  void whatIsNotOneAddressIsRefused(String to) {
    assertThat(plain().send(email(to, "subject", "body")))
        .isEqualTo(new Outcome.Failed("mail cannot be sent from or to such an address"));
    assertThat(greenMail.getReceivedMessages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "a@example.com\nBcc: b@example.com", "a@e.com, b@e.com"})
  void wrongSenderIsRefused(String from) {
    Message message =
        TestMessages.email(
            "frank@example.com",
            new Message.Sender(Optional.of(from), Optional.empty(), Optional.empty()),
            "subject",
            "body");

    assertThat(plain().send(message))
        .isEqualTo(new Outcome.Failed("mail cannot be sent from or to such an address"));
  }

  private record Login(String name, String password, Outcome outcome) {}

  static Stream<Login> logins() {
    return Stream.of(
        new Login("right", "pass wörd", new Outcome.Sent()),
        new Login("wrong", "other", new Outcome.Failed("the mail server refused the login")));
  }

  @ParameterizedTest
  @MethodSource
  void logins(Login row) {
    greenMail.setUser("us@example.com", "user", "pass wörd");
    SmtpDelivery delivery =
        delivery(
            SmtpSettings.Security.TLS,
            greenMail.getSmtps().getPort(),
            Optional.of(new SmtpSettings.Login("user", Secret.of(row.password()))));

    assertThat(delivery.send(email("frank@example.com", "subject", "body")))
        .isEqualTo(row.outcome());
  }

  @Test
  void passwordIsNotSentInTheClear() {
    SmtpSettings settings =
        settings(
            SmtpSettings.Security.NONE,
            1,
            Optional.of(new SmtpSettings.Login("user", Secret.of("secret"))));

    assertThatThrownBy(() -> new SmtpDelivery(settings, InstantSource.fixed(NOW)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a password for localhost needs TLS or STARTTLS");
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void startTlsIsNotGivenUp() {
    SmtpDelivery delivery =
        delivery(SmtpSettings.Security.STARTTLS, greenMail.getSmtp().getPort(), Optional.empty());

    assertThat(delivery.send(email("frank@example.com", "subject", "body"))).isEqualTo(UNREACHABLE);
    assertThat(greenMail.getReceivedMessages()).isEmpty();
  }

  @Test
  void unknownCertificateIsRefused() {
    SmtpDelivery delivery =
        new SmtpDelivery(
            settings(SmtpSettings.Security.TLS, greenMail.getSmtps().getPort(), Optional.empty()),
            InstantSource.fixed(NOW),
            (SSLSocketFactory) SSLSocketFactory.getDefault());

    assertThat(delivery.send(email("frank@example.com", "subject", "body"))).isEqualTo(UNREACHABLE);
  }

  @Test
  void certificateForAnotherNameIsRefused() {
    SmtpSettings settings =
        new SmtpSettings(
            "127.0.0.1",
            greenMail.getSmtps().getPort(),
            SmtpSettings.Security.TLS,
            Optional.empty(),
            FROM,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));

    assertThat(
            new SmtpDelivery(settings, InstantSource.fixed(NOW), sockets)
                .send(email("frank@example.com", "subject", "body")))
        .isEqualTo(UNREACHABLE);
  }

  @Test
  void serverThatIsDownIsTold() {
    SmtpDelivery delivery = plain();
    greenMail.stop();

    assertThat(delivery.send(email("frank@example.com", "subject", "body"))).isEqualTo(UNREACHABLE);
  }

  @Test
  void silentServerIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SmtpSettings settings =
          new SmtpSettings(
              "127.0.0.1",
              silent.getLocalPort(),
              SmtpSettings.Security.NONE,
              Optional.empty(),
              FROM,
              Duration.ofSeconds(5),
              Duration.ofMillis(50));

      assertThat(
              new SmtpDelivery(settings, InstantSource.fixed(NOW))
                  .send(email("frank@example.com", "subject", "body")))
          .isEqualTo(UNREACHABLE);
    }
  }

  @Test
  void smsIsRefused() {
    Message sms = TestMessages.sms("+12065559934", TestMessages.anySender(), "body");

    assertThat(plain().send(sms))
        .isEqualTo(new Outcome.Failed("this server has no way to send SMS"));
  }
}
