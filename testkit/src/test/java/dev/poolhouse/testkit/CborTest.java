package dev.poolhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Values are written as RFC 8949 shows them in appendix A.
final class CborTest {

  static Stream<Arguments> examples() {
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put(1, 2);
    map.put(3, 4);
    return Stream.of(
        Arguments.of(0, "00"),
        Arguments.of(23, "17"),
        Arguments.of(24, "1818"),
        Arguments.of(100, "1864"),
        Arguments.of(1000, "1903e8"),
        Arguments.of(1_000_000, "1a000f4240"),
        Arguments.of(-1, "20"),
        Arguments.of(-100, "3863"),
        Arguments.of(-1000, "3903e7"),
        Arguments.of("", "60"),
        Arguments.of("IETF", "6449455446"),
        Arguments.of("ü", "62c3bc"),
        Arguments.of(new byte[] {1, 2, 3, 4}, "4401020304"),
        Arguments.of(Map.of(), "a0"),
        Arguments.of(map, "a201020304"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void valuesAreWrittenInTheShortestForm(Object value, String hex) {
    assertThat(HexFormat.of().formatHex(Cbor.write(value))).isEqualTo(hex);
  }
}
