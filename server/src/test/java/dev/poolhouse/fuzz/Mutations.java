package dev.poolhouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Damages the seed inputs of a fuzz target at random, the same way in every run: what an ordinary
/// test run can afford where the fuzzer itself is not at work.
public final class Mutations {
  private static final int ROUNDS = 3_000;
  private static final int MAX_LENGTH = 1 << 16;
  private static final long MAX_NANOS = 5_000_000_000L;
  private static final List<String> PIECES =
      List.of(
          "\"",
          "\\",
          "{",
          "[",
          "]}",
          ":",
          ",",
          ".",
          "=",
          "^",
          "/",
          ";",
          "null",
          "-1",
          "1e999",
          "\\u0000",
          "\\ud800",
          "\u0000",
          "\u00ff",
          "\ud83d\ude00",
          " ",
          "\r\n",
          "%",
          "==");

  private final Random random = new Random(20_260_101);
  private final List<byte[]> seeds;

  private Mutations(List<byte[]> seeds) {
    this.seeds = seeds;
  }

  /// Runs the target on every seed of `<Test>Inputs/<method>/` and on many damaged copies. A
  /// failure names the input. No input may take longer than five seconds.
  public static void run(Class<?> test, String method, Consumer<byte[]> target) throws IOException {
    Mutations mutations = new Mutations(seeds(test, method));
    mutations.seeds.forEach(seed -> attempt(seed, target));
    for (int i = 0; i < ROUNDS; i++) {
      attempt(mutations.next(), target);
    }
  }

  private static void attempt(byte[] input, Consumer<byte[]> target) {
    long begin = System.nanoTime();
    try {
      target.accept(input);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("failed on " + shown(input), e);
    }
    assertThat(System.nanoTime() - begin).as(() -> shown(input)).isLessThan(MAX_NANOS);
  }

  private static String shown(byte[] input) {
    return Arrays.toString(Arrays.copyOf(input, Math.min(input.length, 4096)));
  }

  private static List<byte[]> seeds(Class<?> test, String method) throws IOException {
    String folder = test.getSimpleName() + "Inputs/" + method;
    URL url = Objects.requireNonNull(test.getResource(folder), folder);
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
      for (Path file : files.sorted().toList()) {
        seeds.add(Files.readAllBytes(file));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return seeds;
  }

  private byte[] next() {
    byte[] input = seed();
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times; i++) {
      input = damaged(input);
    }
    return Arrays.copyOf(input, Math.min(input.length, MAX_LENGTH));
  }

  private byte[] seed() {
    return seeds.get(random.nextInt(seeds.size())).clone();
  }

  private byte[] damaged(byte[] input) {
    int from = random.nextInt(input.length + 1);
    int to = from + random.nextInt(input.length - from + 1);
    return switch (random.nextInt(6)) {
      case 0 -> joined(Arrays.copyOf(input, from), piece(), tail(input, from));
      case 1 -> joined(Arrays.copyOf(input, from), tail(input, to));
      case 2 -> joined(Arrays.copyOf(input, to), tail(input, from));
      case 3 -> joined(Arrays.copyOf(input, from), tail(seed(), 0));
      case 4 -> joined(Arrays.copyOf(input, from), repeated(), tail(input, to));
      default -> flipped(input, from);
    };
  }

  private byte[] piece() {
    return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] repeated() {
    byte[] piece = piece();
    byte[][] many = new byte[1 + random.nextInt(2_000)][];
    Arrays.fill(many, piece);
    return joined(many);
  }

  private byte[] flipped(byte[] input, int at) {
    if (at < input.length) {
      input[at] = (byte) random.nextInt(256);
    }
    return input;
  }

  private static byte[] tail(byte[] input, int from) {
    return Arrays.copyOfRange(input, Math.min(from, input.length), input.length);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
