package dev.poolhouse.sql;

import dev.poolhouse.key.AccessPolicy;
import dev.poolhouse.key.AccessPolicy.Effect;
import dev.poolhouse.key.AccessPolicy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Policies as JSON in the manner of IAM: how operators write them and how they are stored.
///
/// `Version`, `Id` and `Sid` are accepted and mean nothing. What would limit a statement in ways
/// that do not exist here (`Condition`, `NotAction`, `NotResource`, …) is refused, never passed
/// over: ignoring it would grant more than was written.
///
/// Source: the grammar of the IAM JSON policy language.
public final class PolicyJson {
  /// Longest policy that is read, in characters; IAM's longest has 6,144.
  static final int MOST_CHARACTERS = 10_240;

  private static final Set<String> TOP = Set.of("Version", "Id", "Statement");
  private static final Set<String> INSIDE = Set.of("Sid", "Effect", "Action", "Resource");
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(16).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PolicyJson() {}

  /// The policy that the text describes.
  ///
  /// @throws IllegalArgumentException saying what is wrong with it, for the operator to read
  public static AccessPolicy parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw wrong("it is longer than " + MOST_CHARACTERS + " characters");
    }
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "The policy cannot be used: it is not JSON: " + e.getOriginalMessage(), e);
    }
    if (!root.isObject()) {
      throw wrong("it is not a JSON object");
    }
    refuseOthers(root, TOP, "");
    JsonNode statements = root.path("Statement");
    List<Statement> parsed = new ArrayList<>();
    if (statements.isArray()) {
      for (JsonNode statement : statements) {
        parsed.add(statement(statement, parsed.size() + 1));
      }
    } else if (statements.isObject()) {
      parsed.add(statement(statements, 1));
    }
    if (parsed.isEmpty()) {
      throw wrong("Statement must be an object or a list of at least one");
    }
    return new AccessPolicy(parsed);
  }

  /// The policy as [#parse] reads it.
  public static String write(AccessPolicy policy) {
    ObjectNode root = JSON.createObjectNode().put("Version", "2012-10-17");
    ArrayNode statements = root.putArray("Statement");
    for (Statement statement : policy.statements()) {
      ObjectNode written = statements.addObject();
      written.put("Effect", statement.effect() == Effect.ALLOW ? "Allow" : "Deny");
      ArrayNode actions = written.putArray("Action");
      statement.actions().forEach(actions::add);
      ArrayNode resources = written.putArray("Resource");
      statement.resources().forEach(resources::add);
    }
    return JSON.writeValueAsString(root);
  }

  private static Statement statement(JsonNode node, int number) {
    String where = " in statement " + number;
    if (!node.isObject()) {
      throw wrong("statement " + number + " is not a JSON object");
    }
    refuseOthers(node, INSIDE, where);
    Effect effect =
        switch (node.path("Effect").asString("")) {
          case "Allow" -> Effect.ALLOW;
          case "Deny" -> Effect.DENY;
          default -> throw wrong("Effect" + where + " must be Allow or Deny");
        };
    return new Statement(effect, texts(node, "Action", where), texts(node, "Resource", where));
  }

  private static void refuseOthers(JsonNode node, Set<String> known, String where) {
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        throw wrong(name + where + " is not supported: remove it");
      }
    }
  }

  private static List<String> texts(JsonNode statement, String member, String where) {
    JsonNode value = statement.path(member);
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value.isArray() ? value : JSON.createArrayNode().add(value)) {
      if (!item.isString() || item.asString().isEmpty()) {
        throw wrong(member + where + " must be a text or a list of texts");
      }
      texts.add(item.asString());
    }
    if (texts.isEmpty()) {
      throw wrong(member + where + " must be a text or a list of texts");
    }
    return texts;
  }

  private static IllegalArgumentException wrong(String reason) {
    return new IllegalArgumentException("The policy cannot be used: " + reason + ".");
  }
}
