package dev.poolhouse.message;

import java.util.Map;
import java.util.Optional;

/// An e-mail to a user that brings its own text and holds no code.
///
/// @param outgoing to whom, and what a function that sends e-mail is told; it has no code
/// @param from sender; empty for that of the pool
/// @param replyTo where answers go; empty for what the pool says
/// @param subject subject line
/// @param body text with placeholders
/// @param html whether `body` is HTML; plain text otherwise
/// @param values what stands for each placeholder, by the placeholder with its braces
public record Notice(
    Outgoing outgoing,
    Optional<String> from,
    Optional<String> replyTo,
    String subject,
    String body,
    boolean html,
    Map<String, String> values) {

  public Notice {
    values = Map.copyOf(values);
  }

  /// Names the notice without showing what it tells.
  @Override
  public String toString() {
    return "Notice[" + outgoing.username() + "]";
  }
}
