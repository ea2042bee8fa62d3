package dev.poolhouse.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a request says before its body. Made once at the edge; nothing behind it reads headers from
/// the server library.
///
/// @param method HTTP method in upper case
/// @param path raw path, still percent-encoded, at least `/`
/// @param query raw query without the question mark, empty when there is none
/// @param headers values by lower-case name, in the order received
/// @param address address of the client, the socket's own or that told by a trusted proxy
/// @param requestId id of this request, a UUID
public record RequestHead(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    String address,
    String requestId) {
  public RequestHead {
    headers = Map.copyOf(headers);
  }

  /// The first value of a header; empty when it was not sent.
  ///
  /// @param name in lower case
  public Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }
}
