package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Proves TLS at the front door with certificates made by the JDK's own `keytool`: it speaks TLS
/// 1.2 and 1.3 only, takes renewed files without a restart, and keeps the old pair while the files
/// do not fit each other. Clients here look at the certificate instead of trusting an authority.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsTest {
  private static final String GET =
      "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  @TempDir private static Path made;
  @TempDir private Path used;
  private TlsFiles files;

  @BeforeEach
  void useFirstPair() throws Exception {
    files = new TlsFiles(used.resolve("cert.pem"), used.resolve("key.pem"));
    TestPem first = TestPem.of(made, "first");
    Files.copy(first.certificate(), files.certificates());
    Files.copy(first.key(), files.privateKey());
  }

  private TestDoor open() {
    return open(FrontDoorSettings.plain("127.0.0.1", 0).readTimeout());
  }

  private TestDoor open(Duration read) {
    FrontDoorSettings plain = FrontDoorSettings.plain("127.0.0.1", 0);
    return new TestDoor(
        new FrontDoorSettings(
            plain.host(),
            plain.port(),
            Optional.of(files),
            Duration.ofMillis(20),
            read,
            plain.idleTimeout(),
            plain.shutdownGrace(),
            plain.maxConnections(),
            plain.maxHeaderBytes()),
        new NamedSignatures(TestDoor.SCOPES));
  }

  @Test
  void requestIsAnsweredOverTls() throws Exception {
    try (TestDoor door = open();
        SSLSocket socket = connect(door, "TLSv1.3", "TLSv1.2")) {
      socket.getOutputStream().write(GET.getBytes(StandardCharsets.UTF_8));
      assertThat(RawClient.read(socket)).startsWith("HTTP/1.1 200");
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(subject(socket)).isEqualTo("CN=first");
    }
  }

  @Test
  void oldestProtocolIsTls12() throws Exception {
    try (TestDoor door = open()) {
      try (SSLSocket socket = connect(door, "TLSv1.2")) {
        assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
      }
      assertThatThrownBy(() -> connect(door, "TLSv1.1").close())
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void renewedPairIsTakenWithoutRestart() throws Exception {
    TestPem second = TestPem.of(made, "second");
    try (TestDoor door = open()) {
      replace(second.certificate(), files.certificates());
      try (SSLSocket socket = connect(door, "TLSv1.3")) {
        assertThat(subject(socket)).isEqualTo("CN=first");
      }
      replace(second.key(), files.privateKey());
      while (!subject(door).equals("CN=second")) {
        Thread.onSpinWait(); // each turn is a handshake; the time-out of the class ends it
      }
    }
  }

  @Test
  void plainRequestIsNotAnswered() throws Exception {
    try (TestDoor door = open()) {
      assertThat(RawClient.exchange(door.port(), GET)).doesNotContain("HTTP/1.1");
    }
  }

  @Test
  void handshakeThatStopsIsCutOff() throws Exception {
    try (TestDoor door = open(Duration.ofMillis(500));
        Socket socket = RawClient.open(door.port())) {
      socket.getOutputStream().write(new byte[] {0x16, 0x03, 0x01, 0x02});
      assertThat(RawClient.read(socket)).doesNotContain("HTTP/1.1");
    }
  }

  @Test
  void doorDoesNotOpenWithoutItsFiles() throws Exception {
    Files.writeString(files.privateKey(), "no key");
    assertThatThrownBy(() -> open().close()).isInstanceOf(RuntimeException.class);
    Files.delete(files.certificates());
    assertThatThrownBy(() -> open().close()).isInstanceOf(RuntimeException.class);
  }

  private static void replace(Path source, Path target) throws IOException {
    Path next = Files.copy(source, target.resolveSibling("next"));
    Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String subject(TestDoor door) throws Exception {
    try (SSLSocket socket = connect(door, "TLSv1.3")) {
      return subject(socket);
    }
  }

  private static String subject(SSLSocket socket) throws IOException {
    return Stream.of(socket.getSession().getPeerCertificates())
        .map(X509Certificate.class::cast)
        .findFirst()
        .orElseThrow()
        .getSubjectX500Principal()
        .getName();
  }

  /// A connection after its handshake.
  private static SSLSocket connect(TestDoor door, String... protocols) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, TestPem.anyCertificate(), new SecureRandom());
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), door.port());
    socket.setSoTimeout(10_000);
    socket.setEnabledProtocols(protocols);
    socket.startHandshake();
    return socket;
  }
}
