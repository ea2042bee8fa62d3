package dev.poolhouse.token;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.trigger.PreTokenGeneration;
import dev.poolhouse.user.EventAttributes;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreTokenGenerationVersionConfigType;

/// The events that tell a pool's function which tokens are about to be made (triggers reference
/// §4.6).
final class TokenEvents {
  private TokenEvents() {}

  static PreTokenGeneration of(TokenSource source, TokenSubject subject) {
    return new PreTokenGeneration(
        source.suffix(),
        subject.user().username(),
        EventAttributes.of(subject.pool(), subject.user()),
        Optional.of(GroupClaims.of(subject.groups())),
        List.of(subject.family().scope().split(" ", -1)),
        generation(subject.pool()));
  }

  /// The version of the event that the pool asks for.
  private static int generation(Pool pool) {
    PreTokenGenerationVersionConfigType config =
        pool.document().lambdaConfig().preTokenGenerationConfig();
    if (config == null) {
      return 1;
    }
    return switch (config.lambdaVersion()) {
      case V1_0, UNKNOWN_TO_SDK_VERSION -> 1;
      case V2_0 -> 2;
      case V3_0 -> 3;
    };
  }
}
