package dev.poolhouse.passkey;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.document.Document;

/// The members of a JSON object from a client, read with bounds: what is absent, of another type or
/// too long is empty.
record JsonMembers(Map<String, Document> members) {
  private static final int MAX_TEXT = 2_048;
  private static final int MAX_LIST = 16;

  /// The members of `document`; none when it is no object.
  static JsonMembers of(Document document) {
    return new JsonMembers(document.isMap() ? document.asMap() : Map.of());
  }

  /// The object in that member; without members when there is none.
  JsonMembers object(String name) {
    return Optional.ofNullable(members.get(name))
        .map(JsonMembers::of)
        .orElse(new JsonMembers(Map.of()));
  }

  /// A text of up to 2,048 letters.
  Optional<String> text(String name) {
    return Optional.ofNullable(members.get(name)).flatMap(JsonMembers::text);
  }

  private static Optional<String> text(Document document) {
    return document.isString() && document.asString().length() <= MAX_TEXT
        ? Optional.of(document.asString())
        : Optional.empty();
  }

  /// The texts of a list; what is no text, and what comes after the sixteenth item, is left out.
  List<String> texts(String name) {
    Document list = members.get(name);
    if (list == null || !list.isList()) {
      return List.of();
    }
    return list.asList().stream()
        .limit(MAX_LIST)
        .map(JsonMembers::text)
        .flatMap(Optional::stream)
        .toList();
  }

  /// From one byte up to `max`, spelled as Base64url with or without padding.
  Optional<byte[]> bytes(String name, int max) {
    Document text = members.get(name);
    if (text == null || !text.isString() || text.asString().length() > max * 4 / 3 + 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getUrlDecoder().decode(text.asString()))
          .filter(bytes -> bytes.length > 0 && bytes.length <= max);
    } catch (IllegalArgumentException foreignLetters) {
      return Optional.empty();
    }
  }
}
