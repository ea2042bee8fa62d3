package dev.poolhouse.app;

import dev.poolhouse.http.LocalCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A seed file: pools, app clients, groups and users that a development server shall have. What is
/// there already is left alone. The format is described in `docs/seed.md`.
final class Seed {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path file;
  private final JsonNode root;

  private Seed(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /// Reads the file.
  ///
  /// @throws SettingsException when it is no seed file
  static Seed read(Path file) {
    try {
      Seed seed = new Seed(file, JSON.readTree(Files.readString(file)));
      seed.members("the file", seed.root, Set.of("pools"));
      return seed;
    } catch (IOException _) {
      throw new SettingsException("--seed " + file + " cannot be read: check the file.");
    } catch (JacksonException e) {
      throw new SettingsException("--seed " + file + " is not JSON: " + e.getOriginalMessage());
    }
  }

  /// Makes what is missing.
  ///
  /// @param calls runs operations
  /// @param account twelve-digit account that shall own the pools
  /// @param say told, line by line, what was made and what was there
  /// @throws SettingsException when the file asks for something that is refused
  void apply(LocalCalls calls, String account, Consumer<String> say) {
    for (JsonNode pool : list(root, "pools")) {
      members("a pool", pool, Set.of("id", "name", "settings", "groups", "clients", "users"));
      String id = text(pool, "id");
      SeededPool seeded = new SeededPool(this, calls, account, id, say);
      seeded.pool(pool);
      list(pool, "groups").forEach(seeded::group);
      list(pool, "clients").forEach(seeded::client);
      list(pool, "users").forEach(seeded::user);
    }
  }

  /// The members under `settings` as the body of a request of the given class, to be completed.
  ObjectNode settings(JsonNode node, SdkPojo request) {
    JsonNode settings = node.path("settings");
    if (settings.isMissingNode()) {
      return JSON.createObjectNode();
    }
    members("settings", settings, request.sdkFieldNameToField().keySet());
    return (ObjectNode) settings.deepCopy();
  }

  /// The items of a list; none when it is absent.
  List<JsonNode> list(JsonNode node, String member) {
    JsonNode list = node.path(member);
    if (!list.isArray() && !list.isMissingNode()) {
      throw wrong(member + " is not a list");
    }
    return Stream.of(list).flatMap(JsonNode::valueStream).toList();
  }

  /// A text that must be there.
  String text(JsonNode node, String member) {
    JsonNode value = node.path(member);
    if (!value.isString() || value.asString().isEmpty()) {
      throw wrong("the text " + member + " is missing");
    }
    return value.asString();
  }

  /// Refuses members that mean nothing, which are misspelt ones as a rule.
  void members(String where, JsonNode node, Set<String> known) {
    if (!node.isObject()) {
      throw wrong(where + " is not a JSON object");
    }
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        throw wrong(where + " has an unknown member " + name);
      }
    }
  }

  /// The JSON as the body of a request.
  static byte[] bytes(JsonNode node) {
    return JSON.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
  }

  /// A refusal of the file.
  SettingsException wrong(String reason) {
    return new SettingsException("--seed " + file + ": " + reason + "; see docs/seed.md.");
  }
}
