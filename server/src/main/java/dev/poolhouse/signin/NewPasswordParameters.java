package dev.poolhouse.signin;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.user.User;
import dev.poolhouse.wire.StringMaps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;

/// What `NEW_PASSWORD_REQUIRED` tells the client: two JSON texts inside the parameters (sign-in
/// reference §3.2).
final class NewPasswordParameters {
  private NewPasswordParameters() {}

  static Map<String, String> of(Pool pool, User user) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("USER_ID_FOR_SRP", user.username());
    parameters.put(
        "requiredAttributes",
        missing(pool, user).stream()
            .map(name -> "\"userAttributes." + name + "\"")
            .collect(Collectors.joining(",", "[", "]")));
    parameters.put("userAttributes", StringMaps.write(user.attributes()));
    return parameters;
  }

  /// Attributes that the pool requires and the user does not have. Names of the schema need no
  /// escaping in JSON.
  static List<String> missing(Pool pool, User user) {
    return pool.policy().schema().values().stream()
        .filter(attribute -> Boolean.TRUE.equals(attribute.required()))
        .map(SchemaAttributeType::name)
        .filter(name -> user.attribute(name).isEmpty())
        .toList();
  }
}
