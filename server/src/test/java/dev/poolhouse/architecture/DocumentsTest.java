package dev.poolhouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Proves that the documents do not rot: their Java and JavaScript is taken from tests that run,
/// their links lead somewhere, and every dependency of the server has its line.
///
/// A snippet names its file in the line before it: `<!-- from compat/test/readme.test.mjs -->`.
/// Indentation does not count. Whether the file is a test that runs is for the reader to see.
final class DocumentsTest {
  private static final Pattern SNIPPET =
      Pattern.compile("(?m)^(.*)\\n```(js|java|javascript)\\n([\\s\\S]*?)^```$");
  private static final Pattern SOURCE = Pattern.compile("<!-- from (\\S+) -->");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(#[^)\\s]*)?\\)");
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>([\\s\\S]*?)</dependency>");
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.*?)</artifactId>");

  /// A piece of code in a document.
  ///
  /// @param document where it stands
  /// @param lineBefore what introduces it
  /// @param code its lines
  private record Snippet(Path document, String lineBefore, String code) {}

  @Test
  void snippetsAreTakenFromTests() {
    assertThat(snippets())
        .isNotEmpty()
        .allSatisfy(
            snippet -> {
              String file =
                  SOURCE
                      .matcher(snippet.lineBefore())
                      .results()
                      .map(found -> found.group(1))
                      .findFirst()
                      .orElse("");
              assertThat(file).as("source of a snippet in " + snippet.document()).contains("test");
              assertThat(unindented(Checkout.text(Checkout.root().resolve(file))))
                  .contains(unindented(snippet.code()));
            });
  }

  private static List<Snippet> snippets() {
    List<Snippet> found = new ArrayList<>();
    for (Path document : Checkout.documents()) {
      SNIPPET
          .matcher(Checkout.text(document))
          .results()
          .map(block -> new Snippet(document, block.group(1), block.group(3)))
          .forEach(found::add);
    }
    return found;
  }

  private static String unindented(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining("\n"));
  }

  @Test
  void linksLeadSomewhere() {
    assertThat(Checkout.documents().stream().flatMap(DocumentsTest::broken)).isEmpty();
  }

  private static Stream<String> broken(Path document) {
    return LINK.matcher(Checkout.text(document))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !Files.exists(document.resolveSibling(link)))
        .map(link -> Checkout.name(document) + " links to " + link);
  }

  @Test
  void everyDependencyOfTheServerHasItsLine() {
    String page = Checkout.text(Checkout.root().resolve("ARCHITECTURE.md"));
    List<String> dependencies =
        DEPENDENCY
            .matcher(Checkout.text(Checkout.root().resolve("server/pom.xml")))
            .results()
            .map(MatchResult::group)
            .filter(dependency -> !dependency.contains("<scope>test</scope>"))
            .map(DocumentsTest::artifact)
            .toList();
    assertThat(dependencies)
        .isNotEmpty()
        .allSatisfy(artifact -> assertThat(page).contains("`" + artifact + "`"));
  }

  private static String artifact(String dependency) {
    return ARTIFACT
        .matcher(dependency)
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow();
  }
}
