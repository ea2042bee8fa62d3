package dev.poolhouse.wire;

import java.util.Optional;
import software.amazon.awssdk.core.document.Document;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// JSON that travels inside a text, such as a passkey's answer, as the SDK's [Document]. Read as
/// strictly as a request: see [ApiCodec]. Stateless; may be shared.
public final class JsonDocuments {
  private static final int MAX_DEPTH = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(100)
                  .build())
          .build();

  private JsonDocuments() {}

  /// The document as JSON.
  public static String write(Document document) {
    JsonText json = new JsonText();
    new ShapeWriter(json).document(document);
    return json.toString();
  }

  /// The JSON object in `text`; empty when it is anything else, or nested more than 32 levels deep.
  ///
  /// @param text of a length that the caller has bounded
  public static Optional<Document> readObject(String text) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      ShapeReader reader = new ShapeReader(json);
      reader.begin();
      Document document = reader.document(json.currentToken());
      reader.end();
      return Optional.of(document);
    } catch (ApiException | JacksonException _) {
      return Optional.empty();
    }
  }
}
