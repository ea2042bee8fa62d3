package dev.poolhouse.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// The JSON of the API, read into and written from the AWS SDK's model classes. One routine serves
/// every class, driven by the field list that each class carries. Stateless; may be shared.
///
/// What reading accepts:
/// - strictly UTF-8, one JSON object, nothing after it; an empty body counts as `{}`;
/// - nesting of at most 32 levels;
/// - unknown members, and members and map entries that are `null`, as if they were absent;
/// - `null` inside a list, kept for [Constraints] to refuse;
/// - a member named twice: the last value that is not `null` wins;
/// - numbers with a fraction for whole-number members: the fraction is cut off (unsure).
///
/// Everything else is `SerializationException`, also U+0000 and lone surrogates in any text that is
/// kept, because no database here could store them.
///
/// Source: AWS JSON 1.1.
public final class ApiCodec {
  private static final JsonFactory REQUESTS = factory(32);

  /// Answers wrap stored documents, and stored documents wrap parts of requests.
  private static final JsonFactory DOCUMENTS = factory(64);

  /// What stands in a decoded text for bytes that are no UTF-8, or for itself.
  private static final char REPLACEMENT = 0xFFFD;

  private ApiCodec() {}

  /// Reads a request body into the class whose builders `newBuilder` makes, such as
  /// `InitiateAuthRequest::builder`. Shape rules (lengths, required members) are not checked here.
  ///
  /// Throws [ApiException] with [ErrorCode#SERIALIZATION].
  @SuppressWarnings("TypeParameterUnusedInFormals") // the builder's type does not name its product
  public static <Q extends SdkPojo> Q read(Supplier<? extends SdkPojo> newBuilder, byte[] body) {
    try {
      String text = text(body);
      return read(REQUESTS, newBuilder, text, hasNoEscapes(text));
    } catch (JacksonException _) {
      throw ApiException.bare(ErrorCode.SERIALIZATION);
    }
  }

  /// The named members of a request body that no model class carries, as plain values: `String`,
  /// `Boolean`, `BigDecimal`, `List`, `Map`. Members that are absent or `null` are left out.
  ///
  /// Throws [ApiException] with [ErrorCode#SERIALIZATION].
  public static Map<String, Object> members(byte[] body, Set<String> names) {
    try {
      return members(REQUESTS, text(body), names);
    } catch (JacksonException _) {
      throw ApiException.bare(ErrorCode.SERIALIZATION);
    }
  }

  /// The body of an answer. Members that were never set are left out; empty lists and maps that
  /// were set are written; times are epoch seconds with up to three decimals.
  public static byte[] write(SdkPojo response) {
    return write(response, Map.of());
  }

  /// The body of an answer with further top-level members in the plain values of [#members].
  public static byte[] write(SdkPojo response, Map<String, Object> extra) {
    JsonText json = new JsonText();
    new ShapeWriter(json).structure(response, extra);
    return json.bytes();
  }

  /// A model object as the text of a stored document, in the format of [#write].
  public static String writeText(SdkPojo document) {
    return writeText(document, Map.of());
  }

  /// A stored document with further top-level members in the plain values of [#members].
  public static String writeText(SdkPojo document, Map<String, Object> extra) {
    JsonText json = new JsonText();
    new ShapeWriter(json).structure(document, extra);
    return json.toString();
  }

  /// The model object that [#writeText] wrote; what was absent, `[]` or `{}` is so again.
  ///
  /// Throws [IllegalStateException] when the text is no such document.
  @SuppressWarnings("TypeParameterUnusedInFormals") // the builder's type does not name its product
  public static <T extends SdkPojo> T readText(
      Supplier<? extends SdkPojo> newBuilder, String document) {
    try {
      return read(DOCUMENTS, newBuilder, document, false);
    } catch (ApiException | JacksonException e) {
      throw new IllegalStateException("Stored document is damaged: " + e.getClass().getName(), e);
    }
  }

  /// The named members of a stored document, as [#members(byte[], Set)] gives them.
  ///
  /// Throws [IllegalStateException] when the text is no such document.
  public static Map<String, Object> membersOfText(String document, Set<String> names) {
    try {
      return members(DOCUMENTS, document, names);
    } catch (ApiException | JacksonException e) {
      throw new IllegalStateException("Stored document is damaged: " + e.getClass().getName(), e);
    }
  }

  /// The caller knows the class that its builder makes; a wrong one fails at the first use.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <Q extends SdkPojo> Q read(
      JsonFactory factory, Supplier<? extends SdkPojo> newBuilder, String text, boolean storable) {
    try (JsonParser json = factory.createParser(ObjectReadContext.empty(), text)) {
      ShapeReader reader = new ShapeReader(json, storable);
      reader.begin();
      Object shape = reader.structure(newBuilder.get());
      reader.end();
      return (Q) shape;
    }
  }

  private static Map<String, Object> members(JsonFactory factory, String text, Set<String> names) {
    try (JsonParser json = factory.createParser(ObjectReadContext.empty(), text)) {
      ShapeReader reader = new ShapeReader(json);
      reader.begin();
      Map<String, Object> members = new PlainReader(json).members(names);
      reader.end();
      return members;
    }
  }

  /// Whether all that the text of [#text] says is storable: neither U+0000 nor half a surrogate
  /// pair gets into a string of decoded UTF-8 but by an escape.
  private static boolean hasNoEscapes(String text) {
    return !text.contains("\\u");
  }

  private static String text(byte[] body) {
    if (body.length == 0) {
      return "{}";
    }
    String text = new String(body, StandardCharsets.UTF_8); // much quicker than a strict decoder
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    try {
      CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      return chars.toString();
    } catch (CharacterCodingException _) {
      throw ApiException.bare(ErrorCode.SERIALIZATION);
    }
  }

  private static JsonFactory factory(int depth) {
    StreamReadConstraints limits =
        StreamReadConstraints.builder().maxNestingDepth(depth).maxNumberLength(100).build();
    return JsonFactory.builder().streamReadConstraints(limits).build();
  }
}
