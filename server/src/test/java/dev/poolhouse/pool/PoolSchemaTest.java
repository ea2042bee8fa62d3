package dev.poolhouse.pool;

import static dev.poolhouse.pool.PoolApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.pool.PoolApi.Refusal;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Proves what CreateUserPool makes of a schema: the standard attributes, those given, and every
/// refusal with its text.
@EachServer
final class PoolSchemaTest {
  private final PoolApi api;

  PoolSchemaTest(TestServer server) {
    this.api = new PoolApi(server);
  }

  @Test
  void schemaBeginsWithTheStandardAttributes() {
    List<JsonNode> schema = schema("");

    assertThat(schema)
        .extracting(attribute -> attribute.path("Name").asString())
        .containsExactly(
            ("sub name given_name family_name middle_name nickname preferred_username profile"
                    + " picture website email email_verified gender birthdate zoneinfo locale"
                    + " phone_number phone_number_verified address updated_at")
                .split(" "));
    assertThat(schema)
        .contains(
            attribute(
                "sub",
                "String",
                false,
                true,
                "'StringAttributeConstraints':" + "{'MinLength':'1','MaxLength':'2048'}"),
            attribute("email_verified", "Boolean", true, false, ""),
            attribute(
                "email",
                "String",
                true,
                false,
                "'StringAttributeConstraints':" + "{'MinLength':'0','MaxLength':'2048'}"),
            attribute(
                "birthdate",
                "String",
                true,
                false,
                "'StringAttributeConstraints':" + "{'MinLength':'10','MaxLength':'10'}"),
            attribute(
                "updated_at",
                "Number",
                true,
                false,
                "'NumberAttributeConstraints':" + "{'MinValue':'0'}"));
  }

  @Test
  void schemaShowsWhatWasGiven() {
    assertThat(
            schema(
                "'Schema':[{'Name':'email','Required':true,'Mutable':true},{'Name':'name'},"
                    + "{'Name':'tenant','AttributeDataType':'String'},"
                    + "{'Name':'level','AttributeDataType':'Number','Mutable':true,"
                    + "'DeveloperOnlyAttribute':true,"
                    + "'NumberAttributeConstraints':{'MaxValue':'9'}}]"))
        .contains(
            attribute(
                "email",
                "String",
                true,
                true,
                "'StringAttributeConstraints':" + "{'MinLength':'0','MaxLength':'2048'}"),
            attribute(
                "name",
                "String",
                false,
                false,
                "'StringAttributeConstraints':" + "{'MinLength':'0','MaxLength':'2048'}"),
            attribute("custom:tenant", "String", false, false, "'StringAttributeConstraints':{}"))
        .last()
        .isEqualTo(
            json(
                "{'Name':'dev:custom:level','AttributeDataType':'Number',"
                    + "'DeveloperOnlyAttribute':true,'Mutable':true,'Required':false,"
                    + "'NumberAttributeConstraints':{'MaxValue':'9'}}"));
  }

  @Test
  void badSchemasAreRefused() {
    String number = "'NumberAttributeConstraints':";
    String text = "'StringAttributeConstraints':";
    api.refused(
        "CreateUserPool",
        "'PoolName':'p'",
        List.of(
            schema(
                "'Name':'n','AttributeDataType':'String','Required':true",
                "Required custom attributes are not supported currently."),
            schema(
                "'Name':'email','AttributeDataType':'Number'",
                "You can not change AttributeDataType or set developerOnlyAttribute for standard"
                    + " schema attribute email"),
            schema(
                "'Name':'email','DeveloperOnlyAttribute':true",
                "You can not change AttributeDataType or set developerOnlyAttribute for standard"
                    + " schema attribute email"),
            schema(
                "'Name':'n'",
                "Invalid AttributeDataType input, consider using the provided AttributeDataType"
                    + " enum."),
            schema(
                "'Name':'n','AttributeDataType':'String'},"
                    + "{'Name':'n','AttributeDataType':'Number'",
                "Duplicate custom attribute names custom:n are not allowed in a user pool schema."),
            schema(
                "'Name':'phone_number_verified'",
                "1 validation error detected: Value 'phone_number_verified' at"
                    + " 'schema.1.member.name' failed to satisfy constraint: Member must have"
                    + " length less than or equal to 20"),
            schema(
                "'Name':'n','AttributeDataType':'String',"
                    + text
                    + "{'MinLength':'5','MaxLength':'4'}",
                "Attribute custom:n cannot have a max length shorter than it's min length"),
            schema(
                "'Name':'n','AttributeDataType':'Number',"
                    + number
                    + "{'MinValue':'5','MaxValue':'4'}",
                "Attribute custom:n cannot have a max value smaller than it's min value"),
            schema(
                "'Name':'email'," + text + "{'MinLength':'5','MaxLength':'4'}",
                "user.email: Max length cannot be less than min length."),
            schema(
                "'Name':'updated_at'," + number + "{'MinValue':'5','MaxValue':'4'}",
                "user.updated_at: Max value cannot be less than min value."),
            schema(
                "'Name':'email'," + text + "{'MaxLength':'x'}",
                "Invalid StringAttributeConstraints for schema attribute email"),
            schema(
                "'Name':'email'," + text + "{'MaxLength':'2049'}",
                "user.email: String attributes cannot have a length of more than 2048")));
  }

  private static Refusal schema(String attribute, String message) {
    return Refusal.invalid(attribute, "'Schema':[{" + attribute + "}]", message);
  }

  private List<JsonNode> schema(String members) {
    return api.describe(api.create(members)).path("SchemaAttributes").valueStream().toList();
  }

  private static JsonNode attribute(
      String name, String type, boolean mutable, boolean required, String constraints) {
    return json(
        PoolApi.with(
            "'Name':'%s','AttributeDataType':'%s','DeveloperOnlyAttribute':false,'Mutable':%s,'Required':%s"
                .formatted(name, type, mutable, required),
            constraints));
  }
}
