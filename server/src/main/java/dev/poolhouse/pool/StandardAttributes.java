package dev.poolhouse.pool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NumberAttributeConstraintsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StringAttributeConstraintsType;

/// The attributes that every pool has, as `DescribeUserPool` shows them.
///
/// Source: admin-API reference §7.2 (recorded).
final class StandardAttributes {
  private static final String LONGEST = "2048";

  /// Standard, but when a `Schema` names them they count as custom names (§7.3, recorded).
  private static final Set<String> FIXED = Set.of("sub", "email_verified", "phone_number_verified");

  private StandardAttributes() {}

  /// All of them by name, in the service's order.
  static Map<String, SchemaAttributeType> all() {
    Map<String, SchemaAttributeType> all = new LinkedHashMap<>();
    add(all, text("sub", "1", LONGEST).toBuilder().mutable(false).required(true).build());
    List.of(
            "name",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "email")
        .forEach(name -> add(all, text(name, "0", LONGEST)));
    add(all, attribute("email_verified", AttributeDataType.BOOLEAN).build());
    add(all, text("gender", "0", LONGEST));
    add(all, text("birthdate", "10", "10"));
    List.of("zoneinfo", "locale", "phone_number")
        .forEach(name -> add(all, text(name, "0", LONGEST)));
    add(all, attribute("phone_number_verified", AttributeDataType.BOOLEAN).build());
    add(all, text("address", "0", LONGEST));
    add(
        all,
        attribute("updated_at", AttributeDataType.NUMBER)
            .numberAttributeConstraints(
                NumberAttributeConstraintsType.builder().minValue("0").build())
            .build());
    return all;
  }

  /// Whether a `Schema` that names `name` means the standard attribute.
  static boolean adjustable(String name) {
    return !FIXED.contains(name) && all().containsKey(name);
  }

  private static void add(Map<String, SchemaAttributeType> all, SchemaAttributeType attribute) {
    all.put(attribute.name(), attribute);
  }

  private static SchemaAttributeType text(String name, String least, String most) {
    return attribute(name, AttributeDataType.STRING)
        .stringAttributeConstraints(
            StringAttributeConstraintsType.builder().minLength(least).maxLength(most).build())
        .build();
  }

  private static SchemaAttributeType.Builder attribute(String name, AttributeDataType type) {
    return SchemaAttributeType.builder()
        .name(name)
        .attributeDataType(type)
        .developerOnlyAttribute(false)
        .mutable(true)
        .required(false);
  }
}
