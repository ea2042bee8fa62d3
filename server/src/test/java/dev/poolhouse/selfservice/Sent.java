package dev.poolhouse.selfservice;

import dev.poolhouse.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// Messages that a server sent, newest first.
record Sent(JsonNode messages) {

  /// What went to an address so far; waits a little for the first message.
  static Sent to(TestServer server, String address) {
    String encoded = URLEncoder.encode(address, StandardCharsets.UTF_8);
    return new Sent(server.get("/_poolhouse/outbox?wait=5&to=" + encoded).json());
  }

  /// Like [#to], without waiting.
  static int count(TestServer server, String address) {
    String encoded = URLEncoder.encode(address, StandardCharsets.UTF_8);
    return server.get("/_poolhouse/outbox?to=" + encoded).json().size();
  }

  /// The code of the newest message.
  String code() {
    return messages.get(0).get("code").asString();
  }

  /// The purpose of the newest message.
  String purpose() {
    return messages.get(0).get("purpose").asString();
  }
}
