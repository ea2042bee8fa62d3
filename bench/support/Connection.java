package dev.poolhouse.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLSocketFactory;

/// One kept-alive HTTP/1.1 connection that calls the AWS JSON protocol: little more than a socket,
/// so that it costs and disturbs little where time is measured. Connects when it is first used, and
/// anew after the server closed it. Used by one thread at a time.
final class Connection implements AutoCloseable {
  private static final int MILLIS = 60_000;

  private final URI url;
  private final boolean polls;
  private final boolean secure;
  private final int port;
  private final String host;
  private final String path;
  private Socket socket = new Socket();
  private InputStream input = InputStream.nullInputStream();
  private boolean open;
  private long nanos;

  Connection(URI url) {
    this(url, false);
  }

  /// @param polls whether to wait for answers without sleeping, see [PolledSocket]; not with TLS
  Connection(URI url, boolean polls) {
    this.url = url;
    this.polls = polls;
    this.secure = "https".equals(url.getScheme());
    this.port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
    this.host = url.getPort() >= 0 ? url.getHost() + ":" + url.getPort() : url.getHost();
    this.path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
  }

  /// Nanoseconds of the last call, from the first byte sent to the last one received.
  long nanos() {
    return nanos;
  }

  /// Calls `operation` without a signature; throws [IOException] when no whole answer came.
  ///
  /// @param json the body, with `'` in place of `"`
  Answer call(String operation, String json) throws IOException {
    return send(path, head(target(operation), ""), body(json));
  }

  /// The same, signed.
  Answer call(Signer signer, String operation, String json) throws IOException {
    String target = target(operation);
    byte[] body = body(json);
    return send(path, head(target, signer.headers(host, path, target, body)), body);
  }

  /// Sends a form to another path.
  Answer form(String toPath, String form) throws IOException {
    return send(
        toPath,
        "Content-Type: application/x-www-form-urlencoded\r\n",
        form.getBytes(StandardCharsets.UTF_8));
  }

  /// Calls `operation`, signed, and fails unless it succeeds.
  Answer require(Signer signer, String operation, String json) throws IOException {
    return required(operation, call(signer, operation, json));
  }

  /// Calls `operation` without a signature and fails unless it succeeds.
  Answer require(String operation, String json) throws IOException {
    return required(operation, call(operation, json));
  }

  private static Answer required(String operation, Answer answer) {
    if (!answer.ok()) {
      throw new IllegalStateException(operation + " answered " + answer.body());
    }
    return answer;
  }

  private static String target(String operation) {
    return "AWSCognitoIdentityProviderService." + operation;
  }

  private static byte[] body(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static String head(String target, String more) {
    return "Content-Type: application/x-amz-json-1.1\r\nX-Amz-Target: %s\r\n%s"
        .formatted(target, more);
  }

  /// @param headers each with its line end
  private Answer send(String toPath, String headers, byte[] body) throws IOException {
    byte[] head =
        "POST %s HTTP/1.1\r\nHost: %s\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(toPath, host, headers, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    if (!open) {
      connect();
    }
    try {
      long start = System.nanoTime();
      socket.getOutputStream().write(request);
      Answer answer = read();
      nanos = System.nanoTime() - start;
      return answer;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void connect() throws IOException {
    Socket plain = polls && !secure ? new PolledSocket(MILLIS) : sleeping();
    plain.connect(new InetSocketAddress(url.getHost(), port), MILLIS);
    socket =
        secure
            ? ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(plain, url.getHost(), port, true)
            : plain;
    input = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    open = true;
  }

  private static Socket sleeping() throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(MILLIS);
    return socket;
  }

  /// Reads an answer with a length or in chunks.
  private Answer read() throws IOException {
    String status = line();
    int length = 0;
    boolean chunked = false;
    boolean last = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      } else if (header.startsWith("transfer-encoding:")) {
        chunked = header.endsWith("chunked");
      } else if (header.startsWith("connection:")) {
        last = header.endsWith("close");
      }
    }
    String body = chunked ? chunks() : text(length);
    if (last) {
      close();
    }
    return new Answer(Integer.parseInt(status.substring(9, 12)), body);
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.append(text(size));
      line();
    }
    line();
    return body.toString();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private String text(int length) throws IOException {
    byte[] bytes = input.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the answer ended early");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    open = false;
    try {
      socket.close();
    } catch (IOException e) {
      System.err.println("a connection did not close: " + e.getMessage());
    }
  }
}
