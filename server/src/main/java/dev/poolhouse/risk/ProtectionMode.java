package dev.poolhouse.risk;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolAddOnsType;

/// How far threat protection goes in a pool: `UserPoolAddOns`.
public enum ProtectionMode {
  /// nothing is looked at or kept
  OFF,
  /// events are assessed and kept, nobody is hindered
  AUDIT,
  /// the configured actions are taken
  ENFORCED;

  /// The mode for sign-in with passwords, codes and passkeys, and for everything but sign-in.
  public static ProtectionMode of(Pool pool) {
    UserPoolAddOnsType addOns = pool.document().userPoolAddOns();
    if (addOns == null || addOns.advancedSecurityMode() == null) {
      return OFF;
    }
    return switch (addOns.advancedSecurityMode()) {
      case ENFORCED -> ENFORCED;
      case AUDIT -> AUDIT;
      case OFF, UNKNOWN_TO_SDK_VERSION -> OFF;
    };
  }

  /// The mode for sign-in with custom challenges: `AdvancedSecurityAdditionalFlows`. It has none of
  /// its own where the pool's is off.
  public static ProtectionMode ofCustomFlows(Pool pool) {
    if (of(pool) == OFF) {
      return OFF;
    }
    return Optional.ofNullable(pool.document().userPoolAddOns().advancedSecurityAdditionalFlows())
        .flatMap(flows -> Optional.ofNullable(flows.customAuthMode()))
        .map(
            mode ->
                switch (mode) {
                  case ENFORCED -> ENFORCED;
                  case AUDIT -> AUDIT;
                  case UNKNOWN_TO_SDK_VERSION -> OFF;
                })
        .orElse(OFF);
  }

  /// Throws `UserPoolAddOnNotEnabledException` for a pool without threat protection; its text is
  /// (unsure).
  static void require(Pool pool) {
    if (of(pool) == OFF) {
      throw ApiException.of(
          ErrorCode.USER_POOL_ADD_ON_NOT_ENABLED, "User pool add-ons are not enabled.");
    }
  }
}
