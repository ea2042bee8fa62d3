package dev.poolhouse.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Places of addresses from a file in the MaxMind DB format, made here byte by byte.
final class MmdbLocationsTest {
  private static final Place BERLIN =
      new Place(
          Optional.of("Berlin"),
          Optional.of("Germany"),
          Optional.of(new Place.Point(52.52, 13.405)));

  @TempDir private Path folder;

  @Test
  void addressIsWhereTheFileSays() throws IOException {
    Path file =
        Files.write(
            folder.resolve("city.mmdb"),
            MmdbFile.of(InetAddress.ofLiteral("192.0.2.0"), 24, BERLIN));

    try (MmdbLocations locations = MmdbLocations.open(file)) {
      assertThat(locations.find(InetAddress.ofLiteral("192.0.2.77"))).hasValue(BERLIN);
      assertThat(locations.find(InetAddress.ofLiteral("192.0.3.1"))).isEmpty();
      assertThat(locations.find(InetAddress.ofLiteral("2001:db8::1"))).isEmpty();
    }
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("text"), "no database");

    assertThatIOException().isThrownBy(() -> MmdbLocations.open(file));
    assertThatIOException().isThrownBy(() -> MmdbLocations.open(folder.resolve("missing")));
  }
}
