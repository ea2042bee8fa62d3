package dev.poolhouse.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Ports for servers that cannot choose one. Functions only.
final class Ports {
  private Ports() {}

  /// A port of 127.0.0.1 that was free a moment ago.
  static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
