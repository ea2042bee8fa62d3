package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;

/// `docs/challenges.md`: which challenge arises in which flow, and the tests that prove it.
final class ChallengePage {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/challenges.md");
  private static final Path TESTS = ROOT.resolve("server/src/test/java/dev/poolhouse");
  private static final String WRITE = "poolhouse.write";

  private final Map<Cell, Integer> walks = new ConcurrentHashMap<>();

  private record Cell(AuthFlowType flow, String challenge) {}

  /// Notes a sign-in.
  void walked(AuthFlowType flow, List<String> challenges) {
    challenges.forEach(name -> walks.merge(new Cell(flow, name), 1, Integer::sum));
  }

  /// Compares the page with what was walked, or writes it.
  void check() throws IOException {
    String now = page();
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(PAGE, now);
    }
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("write it with: ./mvnw -pl server test -Dtest=EverySignInTest -D" + WRITE + "=true")
        .isEqualTo(now);
  }

  private String page() throws IOException {
    Map<String, List<String>> tests = testsByChallenge();
    StringBuilder lines = new StringBuilder();
    for (AuthFlowType flow : flows()) {
      for (String challenge : challenges().toList()) {
        int count = walks.getOrDefault(new Cell(flow, challenge), 0);
        if (count > 0) {
          lines.append(
              "| %s | %s | %d | %s |%n"
                  .formatted(
                      flow,
                      challenge,
                      count,
                      String.join(", ", tests.getOrDefault(challenge, List.of()))));
        }
      }
      lines.append(
          "| %s | none of the others: %s | | |%n"
              .formatted(
                  flow,
                  challenges()
                      .filter(name -> !walks.containsKey(new Cell(flow, name)))
                      .collect(Collectors.joining(", "))));
    }
    return """
    # Flows and challenges

    Every `AuthFlow` with every `ChallengeName` that it leads to. A test writes this page; do not edit
    it. *Walks* counts the sign-ins of `EverySignInTest` in which a client over HTTP was asked this
    challenge, answered it and ended with tokens; the tests named besides prove its refusals.
    `TamperedAnswersTest` bends every value of every answer.

    | AuthFlow | ChallengeName | Walks | Tests |
    |---|---|---|---|
    %s\
    """
        .formatted(lines);
  }

  private static List<AuthFlowType> flows() {
    return AuthFlowType.knownValues().stream()
        .sorted(Comparator.comparing(AuthFlowType::toString))
        .toList();
  }

  private static Stream<String> challenges() {
    return ChallengeNameType.knownValues().stream().map(ChallengeNameType::toString).sorted();
  }

  /// Test classes whose class doc names the challenge.
  private static Map<String, List<String>> testsByChallenge() throws IOException {
    Map<String, List<String>> tests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file :
          files.filter(file -> file.toString().endsWith("Test.java")).sorted().toList()) {
        String text = Files.readString(file);
        int end = text.indexOf("class ");
        String doc = end < 0 ? "" : text.substring(0, end);
        challenges()
            .filter(name -> doc.contains("`" + name + "`"))
            .forEach(
                name ->
                    tests
                        .computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(file.getFileName().toString().replace(".java", "")));
      }
    }
    return tests;
  }
}
