package dev.poolhouse.http;

import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/// What a request acts on, as policies name it.
final class PoolArn {
  private PoolArn() {}

  /// The ARN of the pool in `UserPoolId`, else the `ResourceArn` of the tagging operations, else
  /// `*`.
  ///
  /// The region is the one in the pool id, not the one the caller signed for: a policy limited to a
  /// region must not be avoided by signing for another.
  static String of(SdkPojo request, Signer signer) {
    Optional<String> pool = member(request, "UserPoolId").map(poolId -> ofPool(poolId, signer));
    return pool.or(() -> member(request, "ResourceArn")).orElse("*");
  }

  private static String ofPool(String poolId, Signer signer) {
    int underscore = poolId.lastIndexOf('_');
    String region = underscore < 0 ? signer.region() : poolId.substring(0, underscore);
    return "arn:aws:cognito-idp:" + region + ":" + signer.account() + ":userpool/" + poolId;
  }

  private static Optional<String> member(SdkPojo request, String name) {
    for (SdkField<?> field : request.sdkFields()) {
      if (field.memberName().equals(name)
          && field.getValueOrDefault(request) instanceof String value) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
