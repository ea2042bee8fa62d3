package dev.poolhouse.http;

import io.helidon.http.Header;
import io.helidon.webserver.http.ServerRequest;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Makes the [RequestHead] of each request. May be shared.
public final class RequestHeads {
  private final ClientAddress addresses;
  private final SecureRandom random;

  /// @param addresses decides the client's address
  /// @param random source of request ids
  public RequestHeads(ClientAddress addresses, SecureRandom random) {
    this.addresses = addresses;
    this.random = random;
  }

  /// The head of this request, with a new request id.
  RequestHead of(ServerRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    for (Header header : request.headers()) {
      headers.put(header.headerName().lowerCase(), List.copyOf(header.allValues()));
    }
    return new RequestHead(
        request.prologue().method().text(),
        request.prologue().uriPath().rawPath(),
        request.prologue().query().rawValue(),
        headers,
        addresses.of(
            request.remotePeer().address(), headers.getOrDefault("x-forwarded-for", List.of())),
        newId());
  }

  /// A random UUID of version 4. Its bytes are asked for at once: eight at a time took the source
  /// of randomness four calls.
  private String newId() {
    byte[] bytes = new byte[2 * Long.BYTES];
    random.nextBytes(bytes);
    ByteBuffer numbers = ByteBuffer.wrap(bytes);
    long high = (numbers.getLong() & ~0xF000L) | 0x4000L;
    long low = (numbers.getLong() & ~(0b11L << 62)) | (0b10L << 62);
    return new UUID(high, low).toString();
  }
}
