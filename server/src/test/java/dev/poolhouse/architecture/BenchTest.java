package dev.poolhouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Proves that the programs in `bench/`, which no build compiles, still fit the server and the test
/// kit, and that figures are judged rightly. What they measure is not looked at.
final class BenchTest {
  private static final Pattern PROGRAM =
      Pattern.compile("compile-and-run\"? (--with-server )?(\\S+) (\\w+)");

  @TempDir private Path classes;

  @TestFactory
  Stream<DynamicTest> programsCompile() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> folders = Files.list(Checkout.root().resolve("bench"))) {
      for (Path run : folders.map(folder -> folder.resolve("run")).filter(Files::exists).toList()) {
        List<MatchResult> found = PROGRAM.matcher(Checkout.text(run)).results().toList();
        found.forEach(
            program ->
                tests.add(
                    DynamicTest.dynamicTest(
                        program.group(3), () -> assertThat(compile(program.group(2))).isEmpty())));
      }
    }
    assertThat(tests).hasSizeGreaterThan(5);
    return tests.stream();
  }

  @Test
  void figuresAreJudged() throws Exception {
    assertThat(compile("targets")).isEmpty();
    assertThat(
            table(
                """
                {"name":"load.password.cpu","value":9,"unit":"ms","quick":false,"at":"2026-01-02T03:04:05Z","command":"a"}
                {"name":"load.password.cpu","value":1.24,"unit":"ms","quick":false,"at":"2026-01-02T03:04:05Z","command":"b"}
                {"name":"load.password.cpu","value":7,"unit":"ms","quick":true,"at":"2026-01-02T03:04:05Z","command":"c"}
                {"name":"load.password.floor.password","value":1,"unit":"ms","quick":false,"at":"2026-01-02T03:04:05Z","command":"b"}
                {"name":"round-trips.password","value":3.1,"unit":"","quick":false,"at":"2026-01-02T03:04:05Z","command":"b"}
                {"name":"storm.password.refused.p99","value":NaN,"unit":"","quick":false,"at":"2026-01-02T03:04:05Z","command":"b"}
                """))
        .as("the last figure that is no first look counts")
        .contains("password sign-in, server CPU ÷ floor ≤ 1.25 1.24 ok 1.240 ms / 1.000 ms")
        .contains("PostgreSQL round trips per password sign-in ≤ 3 3.10 MISSED 3.100")
        .contains("p99 of the refusals, milliseconds ≤ 1000 - NOT MEASURED no storm.password")
        .contains("FAILED: 1 of 25 targets reached, 1 missed, 23 not measured.");
  }

  private String table(String results) throws IOException, InterruptedException {
    Path file = Files.writeString(classes.resolve("results.jsonl"), results);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                classes.toString(),
                "dev.poolhouse.bench.Targets",
                "--launcher",
                Checkout.root().resolve("poolhouse").toString(),
                "--only",
                "none",
                "--from",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(1);
    return said.replaceAll(" +", " ");
  }

  private String compile(String folders) throws IOException {
    Path bench = Checkout.root().resolve("bench");
    List<String> words =
        new ArrayList<>(
            List.of("--release", "25", "-proc:none", "-Xlint:all,-path,-classfile", "-Werror"));
    words.addAll(List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
    words.addAll(
        List.of("-sourcepath", Checkout.root().resolve("testkit/src/main/java").toString()));
    for (String folder : ("support," + folders).split(",", -1)) {
      try (Stream<Path> files = Files.list(bench.resolve(folder))) {
        files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(words::add);
      }
    }
    StringWriter said = new StringWriter();
    PrintWriter output = new PrintWriter(said);
    ToolProvider.findFirst("javac").orElseThrow().run(output, output, words.toArray(String[]::new));
    return said.toString();
  }
}
