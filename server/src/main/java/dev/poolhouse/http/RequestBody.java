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

  /// The largest body that is still received, in bytes: one that is refused as well, so that its
  /// sender hears why. A connection closed on unread bytes may lose the answer.
  static final int RECEIVED = 8 << 20;

  private RequestBody() {}

  /// The bytes of the body, none when there is no body.
  ///
  /// Refuses with `RequestEntityTooLargeException` (status 413) what exceeds the limit, and with
  /// `RequestTimeoutException` (408) a body that stops coming. How the service itself answers these
  /// is not known.
  ///
  /// @param limit most bytes allowed; more are thrown away as they come, up to [#RECEIVED]
  static byte[] read(ServerRequest request, int limit) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream stream = request.content().inputStream()) {
      byte[] bytes = stream.readNBytes(expected(request, limit + 1));
      if (bytes.length > limit) {
        discard(stream, RECEIVED - bytes.length);
        throw tooLarge(limit);
      }
      return bytes;
    } catch (IOException | UncheckedIOException | DataReader.InsufficientDataAvailableException e) {
      throw ApiException.of(
          ErrorCode.REQUEST_TIMEOUT, "The request body did not arrive completely in time.");
    }
  }

  /// How much to read: what the head announces, or `most`. A buffer for more is 16 KiB at least.
  private static int expected(ServerRequest request, int most) {
    return (int) Math.min(request.headers().contentLength().orElse(most), most);
  }

  private static void discard(InputStream stream, int most) throws IOException {
    byte[] unwanted = new byte[16 << 10];
    int left = most;
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = stream.read(unwanted);
    }
  }

  private static ApiException tooLarge(int limit) {
    return ApiException.of(
        ErrorCode.REQUEST_ENTITY_TOO_LARGE,
        "The request body is larger than the allowed " + limit + " bytes.");
  }
}
