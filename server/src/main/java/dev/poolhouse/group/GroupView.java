package dev.poolhouse.group;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.wire.ApiException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;

/// How answers show a group, and how they say that there is none.
final class GroupView {
  private GroupView() {}

  static GroupType of(Pool pool, Group group) {
    return GroupType.builder()
        .groupName(group.name())
        .userPoolId(pool.id().value())
        .description(group.description().orElse(null))
        .roleArn(group.roleArn().orElse(null))
        .precedence(group.precedence().orElse(null))
        .lastModifiedDate(group.modifiedAt())
        .creationDate(group.createdAt())
        .build();
  }

  /// `ResourceNotFoundException` as every operation words it.
  static ApiException missing() {
    return ApiException.notFound("Group not found.");
  }
}
