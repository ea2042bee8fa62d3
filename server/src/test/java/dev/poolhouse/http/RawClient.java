package dev.poolhouse.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Speaks to a port in plain bytes, for what no well-behaved client sends.
final class RawClient {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: ([0-9]+)");

  private RawClient() {}

  /// Sends the text and returns the answer.
  static String exchange(int port, String request) throws IOException {
    return exchange(port, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Sends the bytes and returns the answer.
  static String exchange(int port, byte[] request) throws IOException {
    try (Socket socket = open(port)) {
      OutputStream out = socket.getOutputStream();
      try {
        out.write(request);
        out.flush();
      } catch (SocketException e) {
        return read(socket); // the server has heard enough; what did it say?
      }
      return read(socket);
    }
  }

  static Socket open(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  /// One answer: up to its announced length, or until the server closes; what came before a reset
  /// counts.
  static String read(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    byte[] buffer = new byte[8192];
    try {
      while (!isWhole(answer)) {
        int count = socket.getInputStream().read(buffer);
        if (count < 0) {
          break;
        }
        answer.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketException e) {
      return answer.toString();
    }
    return answer.toString();
  }

  private static boolean isWhole(StringBuilder answer) {
    Matcher length = LENGTH.matcher(answer);
    int end = answer.indexOf("\r\n\r\n");
    return end >= 0
        && length.find()
        && answer.length() >= end + 4 + Integer.parseInt(length.group(1));
  }
}
