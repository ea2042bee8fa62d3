package dev.poolhouse.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.trigger.Functions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The copies of functions: they stay warm, follow their files, end when they hang and when the
/// server does, and are never more than allowed.
@Timeout(120)
final class LocalProcessesTest {
  private static final String FOREVER =
      "export const handler = () => new Promise(() => setInterval(() => {}, 1000));";

  @TempDir private Path folder;

  private FunctionsFolder patient() {
    return new FunctionsFolder(folder, Duration.ofSeconds(5), 4);
  }

  private static String returning(String value) {
    return "export const handler = async () => " + value + ";";
  }

  @ParameterizedTest
  @ValueSource(strings = {FOREVER, "export const handler = () => { for (;;) {} };"})
  void oneThatHangsIsEndedAndTriedThreeTimes(String code) {
    try (FunctionsFolder functions = new FunctionsFolder(folder, Duration.ofMillis(300), 4)) {
      functions.write("hangs.mjs", code);
      assertThat(functions.call("hangs", "{}"))
          .isEqualTo(new Functions.Result(new Functions.Outcome.TimedOut(), 3));
    }
  }

  @Test
  void loadingDoesNotCountAsAnswering() {
    try (FunctionsFolder functions = new FunctionsFolder(folder, Duration.ofMillis(400), 4)) {
      functions.write(
          "slow-start.mjs",
          "await new Promise((go) => setTimeout(go, 1200));" + returning("'started'"));
      assertThat(functions.answer("slow-start", "{}")).isEqualTo("\"started\"");
    }
  }

  @Test
  void copyStaysWarm() {
    try (FunctionsFolder functions = patient()) {
      functions.write("warm.mjs", "let calls = 0;" + returning("++calls"));
      assertThat(Stream.of(1, 2, 3).map(_ -> functions.answer("warm", "{}")))
          .containsExactly("1", "2", "3");
    }
  }

  @Test
  void oneThatCrashedStartsAgain() {
    try (FunctionsFolder functions = patient()) {
      functions.write(
          "fragile.mjs",
          "export const handler = async (event) => event.die ? process.exit(1) : 'well';");
      assertThat(functions.answer("fragile", "{\"die\":true}")).startsWith("threw Runtime exited");
      assertThat(functions.answer("fragile", "{}")).isEqualTo("\"well\"");
    }
  }

  @Test
  void changedFileIsTakenUp() {
    try (FunctionsFolder functions = patient()) {
      functions.write("lib/value.mjs", "export const value = 1;");
      functions.write(
          "changes.mjs", "import { value } from './lib/value.mjs';" + returning("value"));
      assertThat(functions.answer("changes", "{}")).isEqualTo("1");
      functions.write("lib/value.mjs", "export const value = 22;");
      assertThat(functions.answer("changes", "{}")).isEqualTo("22");
      functions.write("changes.mjs", returning("333"));
      assertThat(functions.answer("changes", "{}")).isEqualTo("333");
    }
  }

  @Test
  void noMoreCopiesRunThanAllowed() {
    try (FunctionsFolder functions = new FunctionsFolder(folder, Duration.ofSeconds(1), 1)) {
      functions.write("busy.mjs", FOREVER);
      functions.write("other.mjs", returning("'free'"));
      CompletableFuture<String> first =
          CompletableFuture.supplyAsync(() -> functions.answer("busy", "{}"));
      CompletableFuture<String> second =
          CompletableFuture.supplyAsync(() -> functions.answer("busy:alias", "{}"));
      assertThat(functions.answer("other", "{}")).isEqualTo("\"free\"");
      assertThat(Stream.of(first.join(), second.join()))
          .containsExactlyInAnyOrder("timed out", "refused TooManyRequestsException");
    }
  }

  @Test
  void nothingOutsideTheFolderRuns() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Path outside = Files.writeString(folder.resolve("outside.mjs"), returning("'escaped'"));
    Files.createSymbolicLink(inside.resolve("link.mjs"), outside);
    try (FunctionsFolder functions = new FunctionsFolder(inside, Duration.ofSeconds(5), 4)) {
      assertThat(Stream.of("link", "outside", "../outside", "inside/x", ""))
          .allSatisfy(
              name ->
                  assertThat(functions.answer(name, "{}"))
                      .isEqualTo("refused ResourceNotFoundException"));
    }
  }

  @Test
  void copiesEndWithTheServer() throws Exception {
    ProcessHandle copy;
    try (FunctionsFolder functions = patient()) {
      functions.write("pid.mjs", returning("process.pid"));
      copy = ProcessHandle.of(Long.parseLong(functions.answer("pid", "{}"))).orElseThrow();
      assertThat(copy.isAlive()).isTrue();
    }
    assertThat(copy.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
  }

  @Test
  void environmentHoldsNoSecretOfTheServerAndNoTokenOfItsOwn() {
    try (FunctionsFolder functions = patient()) {
      functions.write(
          "names.mjs",
          returning("Object.keys(process.env).filter((name) => name.startsWith('POOLHOUSE_'))"));
      assertThat(functions.answer("names", "{}")).isEqualTo("[]");
    }
  }
}
