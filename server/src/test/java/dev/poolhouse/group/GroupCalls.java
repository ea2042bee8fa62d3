package dev.poolhouse.group;

import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls on the groups of one fresh pool, as JSON in which `'` stands for `"`.
record GroupCalls(TestServer server, String pool) {
  private static final JsonMapper JSON = new JsonMapper();

  static GroupCalls on(TestServer server) {
    String pool = server.sdk().createUserPool(create -> create.poolName("pool")).userPool().id();
    return new GroupCalls(server, pool);
  }

  /// Calls an operation with `UserPoolId` and `members`.
  RawAnswer call(String operation, String members) {
    String separator = members.isEmpty() ? "" : ",";
    return server.call(operation, json("{'UserPoolId':'" + pool + "'" + separator + members + "}"));
  }

  /// Calls an operation on a group.
  RawAnswer on(String group, String operation) {
    return call(operation, "'GroupName':'" + group + "'");
  }

  /// Calls an operation on a group and a user.
  RawAnswer on(String group, String username, String operation) {
    return call(operation, "'GroupName':'" + group + "','Username':'" + username + "'");
  }

  /// A new user, found by name; returns its sub.
  String user(String username) {
    return server
        .sdk()
        .adminCreateUser(
            create ->
                create
                    .userPoolId(pool)
                    .username(username)
                    .messageAction(MessageActionType.SUPPRESS))
        .user()
        .attributes()
        .getFirst()
        .value();
  }

  /// Names of the groups in an answer.
  static List<String> groups(RawAnswer answer) {
    return names(answer, "Groups", "GroupName");
  }

  /// Names of the users in an answer.
  static List<String> users(RawAnswer answer) {
    return names(answer, "Users", "Username");
  }

  private static List<String> names(RawAnswer answer, String list, String name) {
    return answer.json().get(list).valueStream().map(item -> item.get(name).asString()).toList();
  }

  static JsonNode tree(String text) {
    return JSON.readTree(json(text));
  }

  /// The body of an error.
  static String error(String type, String message) {
    return json("{'__type':'" + type + "','message':'" + message + "'}");
  }

  static String groupNotFound() {
    return error("ResourceNotFoundException", "Group not found.");
  }

  static String userNotFound() {
    return error("UserNotFoundException", "User does not exist.");
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
