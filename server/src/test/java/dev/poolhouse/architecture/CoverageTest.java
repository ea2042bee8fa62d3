package dev.poolhouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.TestServer;
import dev.poolhouse.wire.ApiOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves that `docs/coverage.md` tells which operations the server runs, and that each of these is
/// tested. Whether an operation runs is asked of a server over HTTP.
///
/// A test belongs to an operation when it is named after it or calls it by an SDK client or by
/// name. What the test proves is not looked at.
final class CoverageTest {
  private static final Path PAGE = Checkout.root().resolve("docs/coverage.md");
  private static final String WRITE = "poolhouse.write";

  private static List<Row> rows = List.of();

  /// One operation.
  ///
  /// @param name as in the API
  /// @param implemented whether the server runs it
  /// @param feature package of its class; empty when it has none
  /// @param tests classes that call it or are named after it
  private record Row(
      String name, boolean implemented, Optional<String> feature, List<TestClass> tests) {
    String line() {
      return "| "
          + String.join(
              " | ",
              name,
              implemented ? "yes" : "not yet",
              feature.map(each -> "`" + each + "`").orElse(""),
              shownTests())
          + " |";
    }

    /// The operation's own test; without one, those of its package that call it; without these,
    /// any. More would change the page with every test that is written.
    private String shownTests() {
      String own = name + "Test";
      Predicate<TestClass> near = test -> test.packageName().equals(feature.orElse(""));
      return Stream.<Predicate<TestClass>>of(test -> test.name().equals(own), near, _ -> true)
          .map(
              kind -> tests.stream().filter(kind).map(TestClass::name).distinct().sorted().toList())
          .filter(names -> implemented && !names.isEmpty())
          .findFirst()
          .map(names -> String.join(", ", names))
          .orElse("");
    }
  }

  /// A test class.
  ///
  /// @param name without its package
  /// @param packageName last part of its package's name
  /// @param text its source
  private record TestClass(String name, String packageName, String text) {}

  @BeforeAll
  static void askTheServer() {
    List<TestClass> tests =
        Checkout.files(Checkout.serverTests(), "Test.java").stream()
            .map(file -> new TestClass(className(file), packageName(file), Checkout.text(file)))
            .toList();
    Map<String, String> features =
        Checkout.files(Checkout.server(), ".java").stream()
            .filter(file -> ApiOperation.named(className(file)).isPresent())
            .collect(Collectors.toMap(CoverageTest::className, CoverageTest::packageName));
    try (TestServer server = TestServer.sqlite()) {
      rows =
          ApiOperation.all().stream()
              .map(ApiOperation::name)
              .map(
                  name ->
                      new Row(
                          name,
                          runs(server, name),
                          Optional.ofNullable(features.get(name)),
                          testsOf(name, tests)))
              .toList();
    }
  }

  private static boolean runs(TestServer server, String operation) {
    return !server.call(operation, "{}").errorType().equals("OperationNotImplementedException");
  }

  private static List<TestClass> testsOf(String operation, List<TestClass> tests) {
    String call = "." + Character.toLowerCase(operation.charAt(0)) + operation.substring(1) + "(";
    String quoted = "\"" + operation + "\"";
    return tests.stream()
        .filter(
            test ->
                test.name().equals(operation + "Test")
                    || test.text().contains(call)
                    || test.text().contains(quoted))
        .toList();
  }

  @Test
  void thePageTellsWhatTheServerRuns() throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page());
    }
    assertThat(Files.exists(PAGE) ? Checkout.text(PAGE) : "")
        .as("write it with: ./mvnw -pl server test -Dtest=CoverageTest -D" + WRITE + "=true")
        .isEqualTo(page());
  }

  @Test
  void everyOperationThatRunsIsTested() {
    assertThat(rows.stream().filter(Row::implemented).filter(row -> row.tests().isEmpty()))
        .isEmpty();
  }

  @Test
  void everyOperationThatRunsHasAClassOfItsName() {
    assertThat(rows.stream().filter(row -> row.implemented() != row.feature().isPresent()))
        .isEmpty();
  }

  private static String page() {
    long implemented = rows.stream().filter(Row::implemented).count();
    return """
    # Operations

    %d of the %d operations of the user-pools API run. The others answer
    `OperationNotImplementedException` (HTTP 400) and change nothing.

    A test writes this page; do not edit it. The tests named are the operation's own or, without one,
        those that call it.

    | Operation | Runs | Package | Tests |
    |---|---|---|---|
    %s
    """
        .formatted(
            implemented,
            rows.size(),
            rows.stream().map(Row::line).collect(Collectors.joining("\n")));
  }

  private static String className(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static String packageName(Path file) {
    return file.getName(file.getNameCount() - 2).toString();
  }
}
