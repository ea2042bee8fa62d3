package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Proves that a server never says it is ready on a port that another program has.
final class TakenPortTest {

  @Test
  void takenPortStopsTheStart() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      FrontDoorSettings settings = FrontDoorSettings.plain("127.0.0.1", other.getLocalPort());
      assertThatThrownBy(() -> FrontDoor.open(settings, List.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "Cannot listen on 127.0.0.1 port %d: another program may use it; choose another port."
                  .formatted(other.getLocalPort()));
    }
  }
}
