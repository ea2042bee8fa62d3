package dev.poolhouse.pool;

import static dev.poolhouse.pool.PoolApi.json;
import static dev.poolhouse.pool.PoolApi.pool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.pool.PoolApi.Refusal;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import tools.jackson.databind.JsonNode;

/// Proves DeleteUserPool, ListUserPools, AddCustomAttributes, GetSigningCertificate and the three
/// tag operations, and that pools of another account do not exist for a caller.
@EachServer
final class PoolLifeTest {
  private final TestServer server;
  private final PoolApi api;

  PoolLifeTest(TestServer server) {
    this.server = server;
    this.api = new PoolApi(server);
  }

  @Test
  void deletedPoolIsGone() {
    String id = api.create("");

    assertThat(api.call("DeleteUserPool", pool(id, "")).status()).isEqualTo(200);
    String gone = "User pool " + id + " does not exist.";
    for (String operation :
        List.of("DeleteUserPool", "DescribeUserPool", "GetSigningCertificate")) {
      assertThat(api.call(operation, pool(id, "")).message()).as(operation).isEqualTo(gone);
    }
  }

  @Test
  void protectedPoolStays() {
    api.needsPool("DeleteUserPool", "");
    String id = api.create("'DeletionProtection':'ACTIVE'");
    api.refused(
        "DeleteUserPool",
        "'UserPoolId':'" + id + "'",
        List.of(
            Refusal.invalid(
                "protected",
                "",
                "The user pool cannot be deleted because deletion protection is activated. Deletion"
                    + " protection must be inactivated first.")));
    api.ok("UpdateUserPool", pool(id, "'DeletionProtection':'INACTIVE'"));
    assertThat(api.call("DeleteUserPool", pool(id, "")).status()).isEqualTo(200);
  }

  @Test
  void listIsPagedAndBoundToItsCaller() {
    try (CognitoIdentityProviderClient sdk = server.sdk("777777777777")) {
      List<String> made = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        made.add(sdk.createUserPool(pool -> pool.poolName("p")).userPool().id());
      }
      List<String> listed =
          sdk.listUserPoolsPaginator(list -> list.maxResults(2)).userPools().stream()
              .map(pool -> pool.id())
              .toList();
      assertThat(listed).containsExactlyInAnyOrderElementsOf(made);

      String token = sdk.listUserPools(list -> list.maxResults(2)).nextToken();
      Refusal refused =
          Refusal.invalid("foreign", "'NextToken':'" + token + "'", "Invalid pagination token");
      api.refused("ListUserPools", "'MaxResults':2", List.of(refused));

      server.clock().advance(Duration.ofHours(1));
      assertThatThrownBy(() -> sdk.listUserPools(list -> list.maxResults(2).nextToken(token)))
          .hasMessageContaining("Invalid pagination token");
    }
  }

  @Test
  void poolOfAnotherAccountDoesNotExist() {
    String id = api.create("");
    String arn = api.describe(id).path("Arn").asString();
    try (CognitoIdentityProviderClient sdk = server.sdk("888888888888")) {
      List<Runnable> calls =
          List.of(
              () -> sdk.describeUserPool(request -> request.userPoolId(id)),
              () -> sdk.updateUserPool(request -> request.userPoolId(id)),
              () -> sdk.deleteUserPool(request -> request.userPoolId(id)),
              () -> sdk.getUserPoolMfaConfig(request -> request.userPoolId(id)),
              () -> sdk.getSigningCertificate(request -> request.userPoolId(id)),
              () -> sdk.listTagsForResource(request -> request.resourceArn(arn)));
      assertThat(calls)
          .allSatisfy(
              call ->
                  assertThatThrownBy(call::run)
                      .isInstanceOf(ResourceNotFoundException.class)
                      .hasMessageContaining("User pool " + id + " does not exist."));
    }
  }

  @Test
  void customAttributesAreAddedAtTheEnd() {
    String id = api.create("'Schema':[{'Name':'a','AttributeDataType':'String'}]");

    api.ok(
        "AddCustomAttributes",
        pool(
            id,
            "'CustomAttributes':[{'Name':'b','AttributeDataType':'Number'},"
                + "{'Name':'c','AttributeDataType':'String','DeveloperOnlyAttribute':true}]"));
    assertThat(api.describe(id).path("SchemaAttributes").valueStream().toList())
        .extracting(attribute -> attribute.path("Name").asString())
        .endsWith("updated_at", "custom:a", "custom:b", "dev:custom:c");
  }

  @Test
  void badCustomAttributesAreRefused() {
    api.needsPool(
        "AddCustomAttributes", "'CustomAttributes':[{'Name':'b','AttributeDataType':'Number'}]");
    String id =
        api.create(
            "'Schema':[{'Name':'a','AttributeDataType':'String'},"
                + "{'Name':'c','AttributeDataType':'String','DeveloperOnlyAttribute':true}]");
    api.refused(
        "AddCustomAttributes",
        "'UserPoolId':'" + id + "'",
        List.of(
            custom(
                "'Name':'a','AttributeDataType':'String'",
                "custom:a: Existing attribute already has name custom:a."),
            custom(
                "'Name':'c','AttributeDataType':'String'",
                "custom:c: Existing attribute already has name dev:custom:c."),
            custom(
                "'Name':'n','AttributeDataType':'String'},{'Name':'n',"
                    + "'AttributeDataType':'String'",
                "custom:n: Existing attribute already has name custom:n."),
            custom(
                "'Name':'n','AttributeDataType':'String','Required':true",
                "Required custom attributes are not supported currently.")));
    api.ok("AddCustomAttributes", pool(id, "'CustomAttributes':[" + attributes(0, 25) + "]"));
    api.ok("AddCustomAttributes", pool(id, "'CustomAttributes':[" + attributes(25, 48) + "]"));
    api.refused(
        "AddCustomAttributes",
        "'UserPoolId':'" + id + "'",
        List.of(
            custom(
                "'Name':'n51','AttributeDataType':'String'",
                "A user pool cannot have more than 50 custom attributes.")));
  }

  private static Refusal custom(String attribute, String message) {
    return Refusal.invalid(attribute, "'CustomAttributes':[{" + attribute + "}]", message);
  }

  private static String attributes(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "{'Name':'more" + i + "','AttributeDataType':'String'}")
        .collect(Collectors.joining(","));
  }

  @Test
  void signingCertificateIsThePoolsAndStable() throws Exception {
    String id = api.create("");
    JsonNode answer = api.ok("GetSigningCertificate", pool(id, ""));

    assertThat(api.ok("GetSigningCertificate", pool(id, ""))).isEqualTo(answer);
    byte[] der = Base64.getDecoder().decode(answer.path("Certificate").asString());
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der));
    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + id);
    Duration validity =
        Duration.between(
            certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
    assertThat(validity.toDays()).isBetween(3652L, 3653L);
  }

  @Test
  void tagsAreMergedRemovedAndListed() {
    String id = api.create("'UserPoolTags':{'a':'1','b':'2'}");
    String arn = "'ResourceArn':'" + api.describe(id).path("Arn").asString() + "'";

    api.ok("TagResource", "{" + arn + ",'Tags':{'b':'3','c':''}}");
    String merged = "{'a':'1','b':'3','c':''}";
    assertThat(api.ok("ListTagsForResource", "{" + arn + "}"))
        .isEqualTo(json("{'Tags':" + merged + "}"));
    assertThat(api.describe(id).path("UserPoolTags")).isEqualTo(json(merged));

    api.ok("UntagResource", "{" + arn + ",'TagKeys':['a','b','c','never there']}");
    assertThat(api.ok("ListTagsForResource", "{" + arn + "}")).isEqualTo(json("{'Tags':{}}"));
  }

  @Test
  void badTagsAreRefused() {
    String id = api.create("");
    String arn = "'ResourceArn':'" + api.describe(id).path("Arn").asString() + "'";
    String many =
        IntStream.range(0, 51).mapToObj(i -> "'k" + i + "':'v'").collect(Collectors.joining(","));
    api.refused(
        "TagResource",
        arn,
        List.of(
            Refusal.invalid(
                "reserved",
                "'Tags':{'AWS:x':'y'}",
                "Tag keys that begin with aws: are reserved: AWS:x"),
            Refusal.invalid(
                "too many",
                "'Tags':{" + many + "}",
                "A user pool cannot have more than 50 tags.")));
    String other = "arn:aws:cognito-idp:us-east-1:000000000000:identitypool/x";
    api.refused(
        "ListTagsForResource",
        "'ResourceArn':'" + other + "'",
        List.of(Refusal.invalid("no pool", "", "Invalid user pool ARN: " + other)));
    api.refused(
        "ListTagsForResource",
        "'ResourceArn':'arn:aws:cognito-idp:eu-west-1:000000000000:userpool/" + id + "'",
        List.of(
            new Refusal(
                "region of another pool",
                "",
                "ResourceNotFound",
                "User pool " + id + " does not exist.")));
  }
}
