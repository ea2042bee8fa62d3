package dev.poolhouse.app;

import dev.poolhouse.http.LocalCalls;
import dev.poolhouse.wire.ApiCodec;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminAddUserToGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One pool of a seed file with what belongs to it, made through the operations of the API. One
/// thread.
final class SeededPool {
  private static final String PIN = "_custom_id_";

  private final Seed seed;
  private final LocalCalls calls;
  private final Caller caller;
  private final String poolId;
  private final Consumer<String> say;

  SeededPool(Seed seed, LocalCalls calls, String account, String poolId, Consumer<String> say) {
    this.seed = seed;
    this.calls = calls;
    this.poolId = poolId;
    this.say = say;
    int end = Math.max(poolId.indexOf('_'), 0);
    this.caller =
        new Caller.Signed(
            new Caller.Origin(poolId.substring(0, end), account, "127.0.0.1", "seed", "seed"),
            "seed",
            "arn:aws:iam::" + account + ":root");
  }

  void pool(JsonNode node) {
    ObjectNode body = seed.settings(node, CreateUserPoolRequest.builder().build());
    body.put("PoolName", seed.text(node, "name"));
    if (!body.path("UserPoolTags").isObject()) {
      body.putObject("UserPoolTags");
    }
    ((ObjectNode) body.path("UserPoolTags")).put(PIN, poolId);
    CreateUserPoolRequest create = ApiCodec.read(CreateUserPoolRequest::builder, Seed.bytes(body));
    make(
        "Pool " + poolId,
        DescribeUserPoolRequest.builder().userPoolId(poolId).build(),
        ErrorCode.RESOURCE_NOT_FOUND,
        List.of(create));
  }

  void group(JsonNode node) {
    if (!node.isString()) {
      throw seed.wrong("a group is not a text");
    }
    String name = node.asString();
    make(
        "Group " + name,
        GetGroupRequest.builder().userPoolId(poolId).groupName(name).build(),
        ErrorCode.RESOURCE_NOT_FOUND,
        List.of(CreateGroupRequest.builder().userPoolId(poolId).groupName(name).build()));
  }

  void client(JsonNode node) {
    seed.members("a client", node, Set.of("id", "secret", "settings"));
    String id = seed.text(node, "id");
    ObjectNode body = seed.settings(node, CreateUserPoolClientRequest.builder().build());
    body.put("UserPoolId", poolId).put("ClientName", PIN + ":" + id);
    if (node.has("secret")) {
      body.put("ClientSecret", seed.text(node, "secret"));
    }
    CreateUserPoolClientRequest create =
        ApiCodec.read(CreateUserPoolClientRequest::builder, Seed.bytes(body));
    make(
        "Client " + id,
        DescribeUserPoolClientRequest.builder().userPoolId(poolId).clientId(id).build(),
        ErrorCode.RESOURCE_NOT_FOUND,
        List.of(create));
  }

  void user(JsonNode node) {
    seed.members(
        "a user",
        node,
        Set.of("username", "password", "temporaryPassword", "attributes", "groups"));
    String name = seed.text(node, "username");
    List<CognitoIdentityProviderRequest> steps = new ArrayList<>();
    AdminCreateUserRequest.Builder create =
        AdminCreateUserRequest.builder()
            .userPoolId(poolId)
            .username(name)
            .messageAction(MessageActionType.SUPPRESS)
            .userAttributes(attributes(node));
    String first = node.has("temporaryPassword") ? "temporaryPassword" : "password";
    if (node.has(first)) {
      // The final password too: one that is refused leaves no half-made user.
      create.temporaryPassword(seed.text(node, first));
    }
    steps.add(create.build());
    if (node.has("password")) {
      steps.add(
          AdminSetUserPasswordRequest.builder()
              .userPoolId(poolId)
              .username(name)
              .password(seed.text(node, "password"))
              .permanent(true)
              .build());
    }
    for (JsonNode group : seed.list(node, "groups")) {
      steps.add(
          AdminAddUserToGroupRequest.builder()
              .userPoolId(poolId)
              .username(name)
              .groupName(group.asString(""))
              .build());
    }
    make(
        "User " + name,
        AdminGetUserRequest.builder().userPoolId(poolId).username(name).build(),
        ErrorCode.USER_NOT_FOUND,
        steps);
  }

  private List<AttributeType> attributes(JsonNode node) {
    JsonNode attributes = node.path("attributes");
    List<AttributeType> list = new ArrayList<>();
    if (attributes.isMissingNode()) {
      return list;
    }
    for (String name : attributes.propertyNames()) {
      list.add(AttributeType.builder().name(name).value(seed.text(attributes, name)).build());
    }
    return list;
  }

  /// Runs `steps` unless `find` finds something.
  private void make(
      String what,
      CognitoIdentityProviderRequest find,
      ErrorCode absent,
      List<? extends CognitoIdentityProviderRequest> steps) {
    try {
      if (exists(find, absent)) {
        say.accept(what + " is there already and was left alone.");
        return;
      }
      steps.forEach(step -> calls.run(caller, step));
      say.accept(what + " was made.");
    } catch (ApiException e) {
      throw seed.wrong(what + " was refused: " + e.text().orElse(e.code().wireName()));
    }
  }

  private boolean exists(CognitoIdentityProviderRequest find, ErrorCode absent) {
    try {
      calls.run(caller, find);
      return true;
    } catch (ApiException e) {
      if (e.code() == absent) {
        return false;
      }
      throw e;
    }
  }
}
