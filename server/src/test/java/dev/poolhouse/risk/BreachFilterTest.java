package dev.poolhouse.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.poolhouse.crypto.Fingerprints;
import dev.poolhouse.crypto.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The filter of breached passwords: misses none of its list, takes few others for one of it, and
/// refuses damaged lists and files.
final class BreachFilterTest {
  @TempDir private Path folder;

  @Test
  void everyPasswordOfTheListIsFoundAndHardlyAnyOther() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      lines.add(hex("breached " + i) + ":" + i);
    }
    BreachFilter filter = BreachFilter.open(built(1, lines));

    for (int i = 1; i < 20_000; i++) {
      assertThat(filter.contains(sha1("breached " + i))).isTrue();
    }
    int wrong = 0;
    for (int i = 0; i < 200_000; i++) {
      wrong += filter.contains(sha1("other " + i)) ? 1 : 0;
    }
    assertThat(wrong).isLessThan(40);
  }

  @Test
  void rarePasswordsCanBeLeftOut() throws IOException {
    BreachFilter filter =
        BreachFilter.open(
            built(5, List.of(hex("often") + ":5", hex("rare") + ":4", hex("once"), "")));

    assertThat(filter.contains(sha1("often"))).isTrue();
    assertThat(filter.contains(sha1("rare"))).isFalse();
    assertThat(filter.contains(sha1("once"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "00", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD", "x:1"})
  void lineThatIsNoHashStopsTheBuild(String line) {
    assertThatIOException()
        .isThrownBy(() -> built(1, List.of(hex("fine"), line)))
        .withMessageContaining("line 2");
    assertThat(folder.resolve("filter")).doesNotExist();
  }

  @Test
  void foreignAndCutOffFilesAreRefused() throws IOException {
    Path foreign = Files.writeString(folder.resolve("foreign"), "x".repeat(200));
    Path whole = built(1, List.of(hex("one")));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 1));
    Path empty = Files.write(folder.resolve("empty"), new byte[0]);

    assertThatIOException().isThrownBy(() -> BreachFilter.open(foreign));
    assertThatIOException().isThrownBy(() -> BreachFilter.open(cut));
    assertThatIOException().isThrownBy(() -> BreachFilter.open(empty));
  }

  @Test
  void commonPasswordsAreKnownInAnyCase() {
    BreachedPasswords passwords = new BreachedPasswords(_ -> false);

    assertThat(passwords.contains(Secret.of("P@SSW0RD1!"))).isTrue();
    assertThat(passwords.contains(Secret.of("Correct-Horse-7"))).isFalse();
    assertThat(
            new BreachedPasswords(hash -> Arrays.equals(hash, sha1("Correct-Horse-7")))
                .contains(Secret.of("Correct-Horse-7")))
        .isTrue();
  }

  private Path built(long least, List<String> lines) throws IOException {
    Path list = Files.write(folder.resolve("list"), lines);
    Path out = folder.resolve("filter");
    new BreachFilterBuilder(list, least).build(out, _ -> {});
    return out;
  }

  private static byte[] sha1(String password) {
    return Fingerprints.sha1(Secret.of(password));
  }

  private static String hex(String password) {
    return HexFormat.of().withUpperCase().formatHex(sha1(password));
  }
}
