package dev.poolhouse.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// `docs/trigger-table.md`: which operation fires which trigger, and what it is told.
final class TriggerPage {
  private static final Path PAGE =
      Path.of("..").toAbsolutePath().normalize().resolve("docs/trigger-table.md");
  private static final String WRITE = "poolhouse.write";

  private final Map<DocumentedFirings.Firing, Optional<String>> fields = new HashMap<>();
  private final Map<DocumentedFirings.Firing, String> tests = new HashMap<>();

  /// Notes what a test has seen.
  void seen(String test, List<TriggerStage.Cell> cells) {
    for (TriggerStage.Cell cell : cells) {
      fields.put(cell.firing(), cell.field());
      tests.putIfAbsent(cell.firing(), test);
    }
  }

  /// Every cell that was seen.
  Set<DocumentedFirings.Firing> firings() {
    return fields.keySet();
  }

  /// Compares the page with what was seen, or writes it.
  void check() throws IOException {
    String now = page();
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(PAGE, now);
    }
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("write it with: ./mvnw -pl server test -Dtest=TriggerTableTest -D" + WRITE + "=true")
        .isEqualTo(now);
  }

  private String page() {
    return """
    # Triggers, operations and client metadata

    Which operation fires which trigger, and in which member of the event's `request` the function finds
    the operation's `ClientMetadata`. A test writes this page; do not edit it. `TriggerTableTest` calls
    each operation over HTTP with metadata of its own, in pools that have all functions, and compares
    every event with the reference; the last column names the test of it that saw the cell first.
    `MetadataTableTest` compares the table in the code with the reference for every operation of the API.

    | Trigger | Operation | triggerSource | ClientMetadata in | Test |
    |---|---|---|---|---|
    %s
    The service documents these too, but no operation here fires that trigger in a way that would show
    it:

    | Trigger | Operation | ClientMetadata in |
    |---|---|---|
    %s\
    """
        .formatted(lines(), unseen());
  }

  private String lines() {
    return fields.keySet().stream()
        .sorted(
            Comparator.comparingInt((DocumentedFirings.Firing firing) -> order(firing.trigger()))
                .thenComparing(DocumentedFirings.Firing::operation)
                .thenComparing(DocumentedFirings.Firing::source))
        .map(this::line)
        .collect(Collectors.joining());
  }

  private String line(DocumentedFirings.Firing firing) {
    return "| %s | %s | %s | %s | %s |%n"
        .formatted(
            firing.trigger(),
            firing.operation(),
            firing.source(),
            fields
                .getOrDefault(firing, Optional.empty())
                .map(name -> "`" + name + "`")
                .orElse("no"),
            tests.getOrDefault(firing, ""));
  }

  private String unseen() {
    return DocumentedTriggers.LINES.stream()
        .flatMap(
            line ->
                line.operations().stream()
                    .filter(operation -> notSeen(line.trigger(), operation))
                    .map(
                        operation ->
                            "| %s | %s | `%s` |%n"
                                .formatted(line.trigger(), operation, line.field())))
        .collect(Collectors.joining());
  }

  private boolean notSeen(String trigger, String operation) {
    return fields.keySet().stream()
        .noneMatch(
            firing -> firing.trigger().equals(trigger) && firing.operation().equals(operation));
  }

  private static int order(String trigger) {
    for (TriggerKind kind : TriggerKind.values()) {
      if (kind.configName().equals(trigger)) {
        return List.of(TriggerKind.values()).indexOf(kind);
      }
    }
    throw new AssertionError("no trigger " + trigger);
  }
}
