package dev.poolhouse.http;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Reads a request's body whole, up to a limit.
final class RequestBody {
  /// Limit of all operations but those below, in bytes.
  static final int LIMIT = 1 << 20;

  /// Limit of the operations that carry images, in bytes.
  static final int BRANDING_LIMIT = 2 << 20;

  private RequestBody() {}

  /// The bytes of the body, none when there is no body.
  ///
  /// Refuses with `RequestEntityTooLargeException` (status 413) what exceeds the limit, without
  /// reading further, and with `RequestTimeoutException` (408) a body that stops coming. How the
  /// service itself answers these is not known.
  ///
  /// @param limit most bytes allowed
  static byte[] read(ServerRequest request, int limit) {
    if (request.headers().contentLength().orElse(0) > limit) {
      throw tooLarge(limit);
    }
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream stream = request.content().inputStream()) {
      byte[] bytes = stream.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw tooLarge(limit);
      }
      return bytes;
    } catch (IOException | UncheckedIOException | DataReader.InsufficientDataAvailableException e) {
      throw ApiException.of(
          ErrorCode.REQUEST_TIMEOUT, "The request body did not arrive completely in time.");
    }
  }

  private static ApiException tooLarge(int limit) {
    return ApiException.of(
        ErrorCode.REQUEST_ENTITY_TOO_LARGE,
        "The request body is larger than the allowed " + limit + " bytes.");
  }
}
