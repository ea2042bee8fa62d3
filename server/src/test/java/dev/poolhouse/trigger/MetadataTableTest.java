package dev.poolhouse.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.FunctionEndpoint;
import dev.poolhouse.wire.ApiOperation;
import dev.poolhouse.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves row by row that the table in the code is the one of the reference, for every operation of
/// the API and every trigger, and that events hold metadata where the table says and nowhere else.
/// That operations hand their metadata over is proven over HTTP in `TriggerTableTest`.
final class MetadataTableTest {
  private static final Map<String, String> METADATA = Map.of("told", "by the client");

  private static Stream<MetadataTable.Row> rows() {
    return MetadataTable.ROWS.stream();
  }

  private static Stream<DocumentedTriggers.Line> lines() {
    return DocumentedTriggers.LINES.stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void rowIsDocumented(MetadataTable.Row row) {
    assertThat(DocumentedTriggers.LINES)
        .filteredOn(line -> line.trigger().equals(row.kind().configName()))
        .filteredOn(line -> line.field().equals(row.field().member()))
        .singleElement()
        .satisfies(line -> assertThat(row.operations()).hasSameElementsAs(line.operations()));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void lineIsInTheTable(DocumentedTriggers.Line line) {
    assertThat(MetadataTable.ROWS)
        .filteredOn(row -> row.kind().configName().equals(line.trigger()))
        .filteredOn(row -> row.field().member().equals(line.field()))
        .singleElement()
        .satisfies(row -> assertThat(row.operations()).hasSameElementsAs(line.operations()));
  }

  @ParameterizedTest
  @EnumSource(TriggerKind.class)
  void eventsHoldMetadataWhereItIsDocumentedAndNowhereElse(TriggerKind kind) {
    for (ApiOperation operation : ApiOperation.all()) {
      Optional<String> documented = DocumentedTriggers.field(kind.configName(), operation.name());
      Map<String, Object> request = request(kind, operation.name(), METADATA);
      List<String> found =
          request.entrySet().stream()
              .filter(member -> METADATA.equals(member.getValue()))
              .map(Map.Entry::getKey)
              .toList();
      assertThat(found).as(operation.name()).isEqualTo(documented.stream().toList());
      assertThat(Json.write(request).split("by the client", -1))
          .as(operation.name())
          .hasSize(documented.isPresent() ? 2 : 1);
    }
  }

  @ParameterizedTest
  @EnumSource(TriggerKind.class)
  void metadataThatWasNotSentIsAbsentAndNotNull(TriggerKind kind) {
    for (ApiOperation operation : ApiOperation.all()) {
      assertThat(request(kind, operation.name(), Map.of())).doesNotContainKey("clientMetadata");
    }
  }

  @Test
  void occasionsDoNotShowMetadata() {
    assertThat(TestOccasion.of("SignUp", METADATA)).hasToString("Occasion[SignUp]");
  }

  private static Map<String, Object> request(
      TriggerKind kind, String operation, Map<String, String> metadata) {
    return Answer.of(
            FunctionEndpoint.object(
                Triggers.event(TestOccasion.of(operation, metadata), Samples.of(kind))
                    .get("request")))
        .members();
  }
}
