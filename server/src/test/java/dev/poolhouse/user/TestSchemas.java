package dev.poolhouse.user;

import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.pool.PoolPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Schemas, users and attribute lists for tests of rules.
final class TestSchemas {
  static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

  private TestSchemas() {}

  /// `sub`, contacts with their flags, `name`, `given_name`, `birthdate`, `updated_at`, and custom
  /// attributes: `custom:fixed` (immutable), `custom:short` (2 to 3 letters), `custom:count` (1 to
  /// 9), `custom:yes`, `custom:when`, `dev:custom:secret`.
  static UserPoolType.Builder pool(String... required) {
    List<String> names = List.of(required);
    Stream<SchemaAttributeType.Builder> attributes =
        Stream.of(
            string("sub").mutable(false).required(true),
            string("name"),
            string("given_name"),
            string("email"),
            flag("email_verified"),
            string("phone_number"),
            flag("phone_number_verified"),
            string("birthdate"),
            flag("updated_at").attributeDataType(AttributeDataType.NUMBER),
            string("custom:fixed").mutable(false),
            string("custom:short")
                .stringAttributeConstraints(bounds -> bounds.minLength("2").maxLength("3")),
            flag("custom:count")
                .attributeDataType(AttributeDataType.NUMBER)
                .numberAttributeConstraints(bounds -> bounds.minValue("1").maxValue("9")),
            flag("custom:yes"),
            flag("custom:when").attributeDataType(AttributeDataType.DATE_TIME),
            string("dev:custom:secret").developerOnlyAttribute(true));
    List<SchemaAttributeType> schema = new ArrayList<>();
    attributes
        .map(SchemaAttributeType.Builder::build)
        .forEach(
            attribute ->
                schema.add(
                    names.contains(attribute.name())
                        ? attribute.toBuilder().required(true).build()
                        : attribute));
    return UserPoolType.builder()
        .schemaAttributes(schema)
        .policies(policies -> policies.passwordPolicy(password -> password.minimumLength(8)));
  }

  static PoolPolicy policy(String... required) {
    return new PoolPolicy(pool(required).build());
  }

  private static SchemaAttributeType.Builder string(String name) {
    return flag(name).attributeDataType(AttributeDataType.STRING);
  }

  private static SchemaAttributeType.Builder flag(String name) {
    return SchemaAttributeType.builder()
        .name(name)
        .attributeDataType(AttributeDataType.BOOLEAN)
        .mutable(true)
        .required(false);
  }

  static User user(Map<String, String> attributes) {
    return new User(
        new UserId("id"),
        new PoolKey("pool"),
        "sub-1",
        "alice",
        UserStatusType.CONFIRMED,
        true,
        attributes,
        Map.of(),
        Instant.EPOCH,
        MfaPreference.NONE,
        NOW,
        NOW,
        1);
  }

  /// Attributes from names and values in turn.
  static List<AttributeType> attributes(String... namesAndValues) {
    List<AttributeType> attributes = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      attributes.add(
          AttributeType.builder().name(namesAndValues[i]).value(namesAndValues[i + 1]).build());
    }
    return attributes;
  }
}
