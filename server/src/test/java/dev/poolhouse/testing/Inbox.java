package dev.poolhouse.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// The messages of one address, read from the server's outbox in the order of their arrival.
public final class Inbox {
  private final TestServer server;
  private final String address;
  private String last = "0";

  /// @param address e-mail address or phone number
  public Inbox(TestServer server, String address) {
    this.server = server;
    this.address = address;
  }

  /// The address.
  public String address() {
    return address;
  }

  /// The code of the newest message that was not read yet; waits for one.
  public String code() {
    JsonNode newest = messages(20).path(0);
    if (newest.isMissingNode()) {
      throw new AssertionError("no message came");
    }
    last = newest.path("id").asString();
    return newest.path("code").asString();
  }

  /// The text of the newest message that was not read yet; waits for one.
  public String body() {
    JsonNode newest = messages(20).path(0);
    last = newest.path("id").asString();
    return newest.path("body").asString();
  }

  /// Passes over the messages that have come.
  public void passOver() {
    JsonNode newest = messages(0).path(0);
    last = newest.isMissingNode() ? last : newest.path("id").asString();
  }

  /// Number of messages that were not read yet.
  public int unread() {
    return messages(0).size();
  }

  private JsonNode messages(int seconds) {
    return server
        .get(
            "/_poolhouse/outbox?to="
                + URLEncoder.encode(address, StandardCharsets.UTF_8)
                + "&after="
                + last
                + "&wait="
                + seconds)
        .json();
  }
}
