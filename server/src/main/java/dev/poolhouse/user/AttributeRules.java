package dev.poolhouse.user;

import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.wire.ApiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;

/// What may be set on users, the same for every operation that sets attributes. All refusals are
/// `InvalidParameterException`, except `NotAuthorizedException` for what a client may not write.
///
/// Source: admin-API reference §9.2, sign-in reference §6.2.
public final class AttributeRules {
  private static final String SUB = "sub";
  private static final String CREATING = "Attributes did not conform to the schema: ";

  private AttributeRules() {}

  /// The attributes of a new user. Empty values are left out. Users who sign up get
  /// `email_verified` and `phone_number_verified` `false` along with the contact (unsure).
  ///
  /// @param given as the request lists them; the last value of a name wins
  public static Map<String, String> creating(
      PoolPolicy policy, AttributeWriter writer, List<AttributeType> given) {
    Map<String, SchemaAttributeType> schema = policy.schema();
    Map<String, String> attributes = new LinkedHashMap<>();
    values(given)
        .forEach(
            (name, value) -> {
              SchemaAttributeType attribute = schema.get(name);
              if (attribute == null) {
                throw ApiException.invalidParameter(
                    CREATING + "Type for attribute {" + name + "} could not be determined");
              }
              checkWriter(writer, name);
              if (!value.isEmpty()) {
                attributes.put(name, AttributeValues.checked(attribute, value));
              }
            });
    checkFlags(attributes);
    if (writer instanceof AttributeWriter.App) {
      Contacts.ATTRIBUTES.stream()
          .filter(attributes::containsKey)
          .forEach(contact -> attributes.put(Contacts.flag(contact), "false"));
    }
    return attributes;
  }

  /// The same for a user who signs up, where required attributes must be there.
  ///
  /// @param attributes what [#creating] returned, with what the username adds
  public static void checkRequired(PoolPolicy policy, Map<String, String> attributes) {
    List<String> missing =
        missing(policy, attributes).stream()
            .map(AttributeRules::schemaName)
            .map(name -> name + ": The attribute " + name + " is required")
            .toList();
    if (!missing.isEmpty()) {
      throw ApiException.invalidParameter(CREATING + String.join(", ", missing));
    }
  }

  /// Names of required attributes that are not set, in the order of the schema, without `sub`.
  public static List<String> missing(PoolPolicy policy, Map<String, String> attributes) {
    return policy.schema().values().stream()
        .filter(attribute -> Boolean.TRUE.equals(attribute.required()))
        .map(SchemaAttributeType::name)
        .filter(name -> !name.equals(SUB) && !attributes.containsKey(name))
        .toList();
  }

  /// The user's attributes after an update. An empty value deletes. A new `email` or `phone_number`
  /// is unverified unless the same update says otherwise; where the pool wants it verified first,
  /// it waits and the old value stays.
  ///
  /// @param given as the request lists them; the last value of a name wins
  public static AttributeChange updating(
      PoolPolicy policy, User user, AttributeWriter writer, List<AttributeType> given) {
    AttributeUpdate update = new AttributeUpdate(policy, user);
    values(given)
        .forEach(
            (name, value) -> {
              checkWriter(writer, name);
              update.set(name, value);
            });
    AttributeChange change = update.finish();
    checkFlags(change.attributes());
    return change;
  }

  /// What a user sets who must choose a new password: missing attributes and others that the client
  /// may write, but not an e-mail address that is there already. Required ones must then be there.
  ///
  /// Source: recorded; sign-in reference §3.2.
  public static AttributeChange completing(
      PoolPolicy policy, User user, AttributeWriter writer, List<AttributeType> given) {
    Map<String, String> values = values(given);
    String email = values.get(Contacts.EMAIL);
    if (email != null
        && user.attribute(Contacts.EMAIL).filter(old -> !old.equals(email)).isPresent()) {
      throw ApiException.notAuthorized("Cannot modify an already provided email");
    }
    AttributeUpdate update = new AttributeUpdate(policy, user);
    values.forEach(
        (name, value) -> {
          if (user.attribute(name).filter(value::equals).isEmpty()) {
            checkWriter(writer, name);
            update.setFirst(name, value);
          }
        });
    AttributeChange change = update.finish();
    missing(policy, change.attributes()).stream()
        .findFirst()
        .ifPresent(
            name -> {
              throw ApiException.invalidParameter(
                  "Invalid attributes given, " + name + " is missing");
            });
    return change;
  }

  /// The user's attributes without those named. One that is not set is passed over.
  public static AttributeChange deleting(
      PoolPolicy policy, User user, AttributeWriter writer, List<String> names) {
    Map<String, SchemaAttributeType> schema = policy.schema();
    List<String> unknown = names.stream().filter(name -> !schema.containsKey(name)).toList();
    if (!unknown.isEmpty()) {
      throw ApiException.invalidParameter(
          unknown.stream()
              .map(name -> "user." + name + ": Attribute does not exist in the schema.\n")
              .collect(Collectors.joining("", "Invalid user attributes: ", "")));
    }
    AttributeUpdate update = new AttributeUpdate(policy, user);
    names.forEach(
        name -> {
          checkWriter(writer, name);
          update.set(name, "");
        });
    AttributeChange change = update.finish();
    checkFlags(change.attributes());
    return change;
  }

  private static Map<String, String> values(List<AttributeType> given) {
    Map<String, String> values = new LinkedHashMap<>();
    given.forEach(
        attribute ->
            values.put(attribute.name(), Optional.ofNullable(attribute.value()).orElse("")));
    return values;
  }

  private static void checkWriter(AttributeWriter writer, String name) {
    if (name.equals(SUB)) {
      throw immutableSub();
    }
    if (!writer.mayWrite(name)) {
      throw ApiException.notAuthorized("A client attempted to write unauthorized attribute");
    }
  }

  /// Wording (unsure).
  private static ApiException immutableSub() {
    return ApiException.invalidParameter("Cannot modify the non-mutable attribute sub");
  }

  /// A contact cannot be verified without being there; wording (unsure).
  private static void checkFlags(Map<String, String> attributes) {
    for (String contact : Contacts.ATTRIBUTES) {
      String flag = Contacts.flag(contact);
      if ("true".equals(attributes.get(flag)) && !attributes.containsKey(contact)) {
        throw ApiException.invalidParameter(
            CREATING + flag + ": " + contact + " is required to set " + flag);
      }
    }
  }

  /// The name as the newer wording of the required-attribute error spells it: the first two are
  /// recorded, the others by analogy (unsure).
  private static String schemaName(String name) {
    return switch (name) {
      case "name" -> "name.formatted";
      case "phone_number" -> "phoneNumbers";
      case "email" -> "emails";
      case "given_name" -> "name.givenName";
      case "family_name" -> "name.familyName";
      default -> name;
    };
  }
}
