package dev.poolhouse.pool;

import dev.poolhouse.wire.ApiException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NumberAttributeConstraintsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StringAttributeConstraintsType;

/// What a pool's schema becomes, and what it must not.
///
/// Source: admin-API reference §7.2, §7.3.
final class SchemaRules {
  private static final String CUSTOM = "custom:";
  private static final String DEVELOPER_ONLY = "dev:";
  private static final int MOST_CUSTOM = 50;

  private SchemaRules() {}

  /// The schema of a new pool whose `Schema` is `given`: standard attributes as adjusted, then the
  /// custom ones in their order.
  static List<SchemaAttributeType> create(List<SchemaAttributeType> given) {
    Map<String, SchemaAttributeType> standard = StandardAttributes.all();
    Map<String, SchemaAttributeType> custom = new LinkedHashMap<>();
    for (SchemaAttributeType attribute : given) {
      if (StandardAttributes.adjustable(attribute.name())) {
        standard.computeIfPresent(attribute.name(), (_, usual) -> adjusted(usual, attribute));
      } else if (custom.put(CUSTOM + attribute.name(), custom(attribute)) != null) {
        throw ApiException.invalidParameter(
            "Duplicate custom attribute names "
                + CUSTOM
                + attribute.name()
                + " are not allowed in a user pool schema.");
      }
    }
    List<SchemaAttributeType> schema = new ArrayList<>(standard.values());
    schema.addAll(custom.values());
    return schema;
  }

  /// `schema` with further custom attributes.
  static List<SchemaAttributeType> add(
      List<SchemaAttributeType> schema, List<SchemaAttributeType> given) {
    List<SchemaAttributeType> extended = new ArrayList<>(schema);
    Set<String> names = new HashSet<>();
    schema.forEach(attribute -> names.add(attribute.name()));
    for (SchemaAttributeType attribute : given) {
      refuseExisting(names, CUSTOM + attribute.name());
      SchemaAttributeType added = custom(attribute);
      names.add(added.name());
      extended.add(added);
    }
    if (names.stream().filter(SchemaRules::isCustom).count() > MOST_CUSTOM) {
      // The text is ours (unsure).
      throw ApiException.invalidParameter(
          "A user pool cannot have more than " + MOST_CUSTOM + " custom attributes.");
    }
    return extended;
  }

  private static boolean isCustom(String name) {
    return name.startsWith(CUSTOM) || name.startsWith(DEVELOPER_ONLY);
  }

  private static void refuseExisting(Set<String> names, String name) {
    for (String taken : List.of(name, DEVELOPER_ONLY + name)) {
      if (names.contains(taken)) {
        throw ApiException.invalidParameter(
            name + ": Existing attribute already has name " + taken + ".");
      }
    }
  }

  /// A standard attribute as a `Schema` entry changes it. An entry without `Mutable` makes it
  /// immutable (unsure).
  private static SchemaAttributeType adjusted(
      SchemaAttributeType usual, SchemaAttributeType given) {
    boolean otherType =
        given.attributeDataType() != null && given.attributeDataType() != usual.attributeDataType();
    if (otherType || Boolean.TRUE.equals(given.developerOnlyAttribute())) {
      throw ApiException.invalidParameter(
          "You can not change AttributeDataType or set developerOnlyAttribute for standard schema"
              + " attribute "
              + given.name());
    }
    SchemaAttributeType.Builder changed =
        usual.toBuilder()
            .mutable(Boolean.TRUE.equals(given.mutable()))
            .required(Boolean.TRUE.equals(given.required()));
    if (given.stringAttributeConstraints() != null && usual.stringAttributeConstraints() != null) {
      changed.stringAttributeConstraints(given.stringAttributeConstraints());
    }
    if (given.numberAttributeConstraints() != null && usual.numberAttributeConstraints() != null) {
      changed.numberAttributeConstraints(given.numberAttributeConstraints());
    }
    SchemaAttributeType attribute = changed.build();
    AttributeBounds.check(attribute, false);
    return attribute;
  }

  private static SchemaAttributeType custom(SchemaAttributeType given) {
    if (given.attributeDataType() == null) {
      throw ApiException.invalidParameter(
          "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.");
    }
    if (Boolean.TRUE.equals(given.required())) {
      throw ApiException.invalidParameter(
          "Required custom attributes are not supported currently.");
    }
    boolean developerOnly = Boolean.TRUE.equals(given.developerOnlyAttribute());
    SchemaAttributeType.Builder custom =
        SchemaAttributeType.builder()
            .name((developerOnly ? DEVELOPER_ONLY : "") + CUSTOM + given.name())
            .attributeDataType(given.attributeDataType())
            .developerOnlyAttribute(developerOnly)
            .mutable(Boolean.TRUE.equals(given.mutable()))
            .required(false);
    if (given.attributeDataType() == AttributeDataType.STRING) {
      custom.stringAttributeConstraints(
          given.stringAttributeConstraints() == null
              ? StringAttributeConstraintsType.builder().build()
              : given.stringAttributeConstraints());
    }
    if (given.attributeDataType() == AttributeDataType.NUMBER) {
      custom.numberAttributeConstraints(
          given.numberAttributeConstraints() == null
              ? NumberAttributeConstraintsType.builder().build()
              : given.numberAttributeConstraints());
    }
    SchemaAttributeType attribute = custom.build();
    AttributeBounds.check(attribute, true);
    return attribute;
  }
}
